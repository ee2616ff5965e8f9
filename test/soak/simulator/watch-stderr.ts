/** Collects what the simulator says of answers that it could not make, which callers see as an ordinary 500. */
export class StderrWatch {
  private readonly said: string[] = [];
  private readonly write = process.stderr.write.bind(process.stderr);

  constructor() {
    process.stderr.write = (chunk: unknown): boolean => {
      const text = String(chunk);
      if (!text.startsWith('simulator: ')) return this.write(text);
      this.said.push(text.trim());
      return true;
    };
  }

  /** What has been said since the last time; undefined when nothing has. */
  take(): string | undefined {
    return this.said.splice(0).join('; ') || undefined;
  }

  close(): void {
    process.stderr.write = this.write;
  }
}
