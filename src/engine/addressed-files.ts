import { sendAddressBlobs } from '../../workers/address-blobs.ts';
import { Problem } from '../core/problem.ts';
import { fileNameOf } from '../io/address/address.ts';
import { AddressBlob } from '../io/address/address-blob.ts';
import { openAddress } from '../io/address/open-address.ts';
import type { Source } from '../io/address/request-bytes.ts';
import { sha256Text } from '../io/digest.ts';
import { z } from '../notebook/zod.ts';

/** A file at an address that can be read now, or was downloaded. */
export interface AddressedFile {
  /** The address. */
  name: string;
  /** What a file of it would be called. */
  title: string;
  /** Other bytes have another, as far as their server tells. */
  key: string;
  blob: Blob;
  /** What a browser keeps of it: the bytes, or what they are fetched by. */
  kept: Blob;
}

/** Of keys under which no bytes are kept, only where to ask for them. */
export const BY_RANGES = 'address ';

const stored = z.lazy(() =>
  z.object({
    address: z.string().max(500),
    size: z.number().int().min(1),
    version: z.string().max(1000),
  }),
);

/** As `openAddress`, made ready to be sent to workers. */
export async function openAddressedFile(...args: Parameters<typeof openAddress>): Promise<AddressedFile> {
  sendAddressBlobs();
  const [address] = args;
  const { blob, size, version, byRanges } = await openAddress(...args);
  const told = JSON.stringify({ address, size, version });
  const key = `${byRanges ? BY_RANGES : 'download '}${sha256Text(told)}`;
  return { name: address, title: fileNameOf(address), key, blob, kept: byRanges ? new Blob([told]) : blob };
}

/** What was kept of a file that is read by ranges, as a file that is fetched where `urlOf` says. */
export async function fromKept(kept: Blob, urlOf: (address: string) => string): Promise<AddressBlob> {
  sendAddressBlobs();
  let source: Source;
  try {
    const { address, size, version } = stored.parse(JSON.parse(await kept.text()));
    source = { address, url: urlOf(address), size, version };
  } catch (error) {
    throw new Problem('storage', 'what this browser kept of an address cannot be read; open it again', {
      cause: error,
    });
  }
  return new AddressBlob(source);
}
