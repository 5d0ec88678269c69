import { Problem } from '../../core/problem.ts';

/** A failure of the browser's storage in words that the user can act on: `cannot save the notebook: ...`. */
export function storageProblem(error: unknown, doing: string): Problem {
  if (error instanceof Problem) return error;
  return new Problem('storage', `cannot ${doing}: ${reasonOf(error)}`, { cause: error });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error) && !(error instanceof DOMException)) return String(error);
  switch (error.name) {
    case 'QuotaExceededError':
      return 'the browser has no more room for this site; save to a file, and remove old notebooks or kept data files';
    case 'VersionError':
      return 'another tab runs a newer Outcrop; reload this page';
    case 'SecurityError':
    case 'InvalidStateError':
    case 'NotAllowedError':
      return `the browser does not let this page store anything (a private window, or site data switched off), so save to a file: ${error.message}`;
    case 'NotReadableError':
    case 'NotFoundError':
      return `the file is gone or has changed since it was opened: ${error.message}`;
    default:
      return `${error.name}: ${error.message}; save to a file to be safe`;
  }
}
