/** Waits so many milliseconds, and no longer than until the signal. */
export function pause(milliseconds: number, until: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || until.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      until.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    until.addEventListener('abort', end);
  });
}
