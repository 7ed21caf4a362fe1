import { randomBytes } from 'node:crypto';

// The header of a JPEG; what follows, up to the end's mark, is nobody's picture.
const header = Buffer.from('ffd8ffc0000b080010001001011100ffda0008010100003f00', 'hex');
const end = Buffer.from('ffd9', 'hex');

/** As many bytes in all, of which none looks like a mark. */
export function picture(bytes) {
  const data = randomBytes(bytes - header.length - end.length).map((byte) => (byte === 0xff ? 0xfe : byte));
  return Buffer.concat([header, data, end]);
}
