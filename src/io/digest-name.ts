import { isAddress } from './address/is-address.ts';

/** Larger files are told by their blocks: the browser's SHA-256 wants its bytes in one piece, ours is 20 times slower. */
export const ONE_PIECE = 100e6;
export const BLOCK = 64 * 2 ** 20;
/** Of files beyond this a few places stand for all: hashing 5 GB takes longer than reading what is wanted of them. */
export const ALL_BYTES = 1e9;
const PLACES = 256;
const PLACE_BYTES = 2 ** 18;
/** Of a file at an address: what is fetched for its fingerprint is not fetched for its columns. */
const ADDRESS_PLACES = 64;
const ADDRESS_PLACE_BYTES = 2 ** 16;

/** How a fingerprint of a file of this size was made, for who wants to make it again. */
export function digestName(bytes: number, name: string): string {
  if (bytes <= ONE_PIECE) return 'sha256';
  const few = fewPlaces(bytes, name);
  return few === null
    ? 'sha256 of its blocks of 64 MiB'
    : `sha256 of its size and of ${few.places} places in it, not of all its bytes`;
}

/** The places that stand for all of a file; null where none do. */
export function fewPlaces(bytes: number, name: string): { places: number; size: number } | null {
  if (bytes > ONE_PIECE && isAddress(name)) return { places: ADDRESS_PLACES, size: ADDRESS_PLACE_BYTES };
  return bytes > ALL_BYTES ? { places: PLACES, size: PLACE_BYTES } : null;
}
