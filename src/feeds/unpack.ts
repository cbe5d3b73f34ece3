/** Feeds that are kept or served compressed as files ("feed.xml.gz"): no header says so, the bytes do. */

/** As much as a fetch takes by default. A small file cannot fill the memory: what goes beyond is cut off. */
const mostBytes = 15_000_000;

/** The bytes themselves, or what a gzip member (RFC 1952 section 2.3.1) holds; of a damaged one what can be read. */
export async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return bytes;
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'));
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > mostBytes) break;
    }
  } catch {
    // A TypeError: the file is damaged or cut off, and what came before is good.
  }
  const whole = new Uint8Array(Math.min(size, mostBytes));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk.subarray(0, mostBytes - at), at);
    at += chunk.length;
  }
  return whole;
}
