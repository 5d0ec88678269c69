import { useApp } from '../context.ts';

const WORDS = {
  none: null,
  later: null,
  keeping: 'being kept for use offline …',
  kept: 'works offline',
  failed: 'not kept for use offline',
};

/** About the app itself: a new version, threads, whether it opens without a network. */
export function OutlineFoot() {
  const { state, update } = useApp((a) => a.offline);
  const words = WORDS[state];
  return (
    <div className="outline-foot">
      {update && (
        <p className="new-version" role="status">
          A new version is ready.{' '}
          <button type="button" className="button" onClick={update}>
            Reload
          </button>
        </p>
      )}
      {!globalThis.crossOriginIsolated && (
        <p>
          This host sends no isolation headers, so threads are off. Everything works; large tables are copied.{' '}
          <span title="Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp; npm start sends them">
            Why?
          </span>
        </p>
      )}
      {words && <p title="The whole app, with the bundled run, is kept in this browser">{words}</p>}
    </div>
  );
}
