/**
 * The Content-Security-Policy of the app. No eval and nothing off-origin. plotly and KaTeX set inline styles;
 * WebAssembly needs its own keyword; figures are exported through data: and blob: images.
 */
const DIRECTIVES = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

function policyOf(directives) {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** For the <meta> of index.html, so that the policy also holds on hosts that send no headers. */
export const metaPolicy = policyOf(DIRECTIVES);

/** For the header: a browser takes frame-ancestors from there only, and complains of it in a <meta>. */
export const headerPolicy = policyOf({ ...DIRECTIVES, 'frame-ancestors': "'none'" });
