/** Files that people drop on Outcrop and that no reader takes, by their first bytes. */
const SIGNATURES: { name: string; bytes: number[]; at?: number }[] = [
  { name: 'a Feather 1 file', bytes: ascii('FEA1\0') },
  { name: 'a FITS file', bytes: ascii('SIMPLE  =') },
  { name: 'an SQLite database', bytes: ascii('SQLite format 3') },
  { name: 'an old Excel file', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: 'a PDF document', bytes: ascii('%PDF') },
  { name: 'a PNG picture', bytes: [0x89, ...ascii('PNG')] },
  { name: 'a Python pickle', bytes: [0x80, 4] },
  { name: 'a zstd archive', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'an xz archive', bytes: [0xfd, ...ascii('7zXZ')] },
  { name: 'a bzip2 archive', bytes: ascii('1AY&SY'), at: 4 },
  { name: 'a 7z archive', bytes: [...ascii('7z'), 0xbc, 0xaf] },
  { name: 'a tar archive', bytes: ascii('ustar'), at: 257 },
  { name: 'a web page', bytes: ascii('<!DOCTYPE') },
  { name: 'a web page', bytes: ascii('<!doctype') },
  { name: 'a web page', bytes: ascii('<html') },
  { name: 'a JSON file', bytes: ascii('[[') },
];

/** What the first bytes of a file look like, such as `a ROOT file`; null where nothing is known. */
export function knownSignature(head: Uint8Array): string | null {
  const found = SIGNATURES.find(({ bytes, at = 0 }) => bytes.every((byte, i) => head[at + i] === byte));
  return found ? found.name : null;
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
