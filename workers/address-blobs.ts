import { type TransferHandler, transferHandlers } from 'comlink';
import { AddressBlob } from '../src/io/address/address-blob.ts';
import type { Source } from '../src/io/address/request-bytes.ts';

interface Sent {
  source: Source;
  start: number;
  end: number;
}

const handler: TransferHandler<AddressBlob, Sent> = {
  canHandle: (value): value is AddressBlob => value instanceof AddressBlob,
  serialize: ({ source, start, end }) => [{ source, start, end }, []],
  deserialize: ({ source, start, end }) => new AddressBlob(source, start, end),
};

/** Files at addresses are sent as where they are, and fetched by who gets them. To be called on either side of a channel. */
export function sendAddressBlobs(): void {
  transferHandlers.set('address-blob', handler);
}
