const PATIENCE = 4000;

/** Waits until something is so; rejects when it does not come within the time of a test. */
export async function eventually(isSo: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`never came: ${String(isSo)}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
