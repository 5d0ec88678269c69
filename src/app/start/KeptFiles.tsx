import { useState } from 'react';
import { bytes } from '../../ui/numbers.ts';
import type { KeptFile, NotebookStorage } from '../storage/storage.ts';
import { keepsFiles, type StorageUsage, setKeepsFiles, storageUsage } from '../storage/storage-usage.ts';
import { useKept } from './use-kept.ts';

interface Files {
  files: KeptFile[];
  usage: StorageUsage | null;
}

const look = async (storage: NotebookStorage): Promise<Files> => ({
  files: await storage.listFiles(),
  usage: await storageUsage(),
});

/** The data files that this browser keeps, so that a reload needs no file: what they take, and how to be rid of them. */
export function KeptFiles({ storage }: { storage: Promise<NotebookStorage | null> }) {
  const { list, failure, act } = useKept(storage, look);
  const [keep, setKeep] = useState(keepsFiles);
  const total = list?.files.reduce((sum, file) => sum + file.size, 0) ?? 0;
  return (
    <section aria-label="Data files kept in this browser">
      <h3>Data files kept in this browser</h3>
      {failure !== null && <p className="notice bad">{failure}</p>}
      {list?.files.length === 0 && (
        <p className="empty kept-none">
          None. A file you open is copied into this browser, so that a reload needs no file.
        </p>
      )}
      <ul className="kept-list">
        {list?.files.map(({ key, name, size }) => (
          <li key={key}>
            <span className="kept-name">{name}</span>
            <span className="kept-facts">{bytes(size)}</span>
            <button
              type="button"
              className="button quiet"
              aria-label={`Remove ${name} from this browser`}
              onClick={() => void act((store) => store.removeFile(key))}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      <div className="kept-foot">
        <label>
          <input
            type="checkbox"
            checked={keep}
            onChange={(event) => {
              setKeepsFiles(event.target.checked);
              setKeep(event.target.checked);
            }}
          />{' '}
          Keep the data files I open
        </label>
        <span>
          {total > 0 && `${bytes(total)} of data. `}
          {list?.usage && usageText(list.usage)}
        </span>
      </div>
    </section>
  );
}

function usageText({ usage, quota, persisted }: StorageUsage): string {
  const promise = persisted
    ? 'The browser promised to keep it.'
    : 'The browser may remove it when the disk is full: save what matters to files.';
  return `Outcrop takes ${bytes(usage)} of the ${bytes(quota)} it may. ${promise}`;
}
