import { version } from '../../package.json';

/** Of this Outcrop, as in package.json. */
export const APP_VERSION: string = version;
