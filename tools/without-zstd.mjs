/**
 * jsroot asks for one of two decoders of Zstandard, of 65 MB in node_modules and of 390 kB. It is given ours before
 * (src/io/formats/root/open-root.ts), so that neither is bundled.
 */
export function withoutZstd() {
  const nothing = '\0no-zstd';
  return {
    name: 'outcrop-without-zstd',
    enforce: 'pre',
    resolveId(id, importer) {
      const asked = id === '@oneidentity/zstd-js' || id === './base/zstd.mjs';
      return asked && importer?.includes('/jsroot/') ? nothing : null;
    },
    load: (id) =>
      id === nothing
        ? "export const ZstdInit = () => Promise.reject(new Error('the decoder of Outcrop was not set'));"
        : null,
  };
}
