/** The outcome of a task, for as long as somebody waits for it. Rejects with the signal's reason once it is aborted. */
export function unlessLeft<Result>(
  outcome: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (!signal) return outcome;
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    outcome.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
