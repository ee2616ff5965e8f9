import type { CancelableRequest, Response } from 'got';
import { RundbError, type RundbErrorPlace } from './error.js';

/** Waits for the whole body, unless it grows beyond the limit. @throws RundbError `badResponse` then */
export async function withinSize(
  sent: CancelableRequest<Response<Buffer>>,
  maxBytes: number,
  place: RundbErrorPlace,
): Promise<Response<Buffer>> {
  let isTooLarge = false;
  void sent.on('downloadProgress', ({ transferred }) => {
    if (transferred <= maxBytes || isTooLarge) return;
    isTooLarge = true;
    sent.cancel();
  });
  try {
    return await sent;
  } catch (error) {
    if (!isTooLarge) throw error;
    throw new RundbError('badResponse', `The Torrent Server answered too much for ${place.resource}.`, place);
  }
}
