import type { Finding, Picked } from './findings.ts';

interface Props {
  findings: Finding[];
  onPick(pick: Picked): void;
}

/** What is new, in sentences; a click selects the events of one. */
export function FindingList({ findings, onPick }: Props) {
  return (
    <ul className="findings" aria-label="What is new since the reviewed run">
      {findings.map(({ text, calm, picks }) => (
        <li key={text} className={calm ? 'calm' : 'told'}>
          <span>{text}</span>
          {picks && (
            <button
              type="button"
              className="link"
              title="Selects them in the plots of their own run; what sets them apart stands on the right"
              onClick={() => onPick(picks)}
            >
              select
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
