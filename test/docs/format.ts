import { format, resolveConfig } from 'prettier';

/** Markdown in the form that the project's files have. */
export async function formatMarkdown(text: string): Promise<string> {
  const config = await resolveConfig('docs/guide/README.md');
  return format(text, { ...config, parser: 'markdown' });
}
