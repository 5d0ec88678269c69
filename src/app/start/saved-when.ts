import { once } from '../../core/once.ts';

const clock = once(
  () => new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
);
const day = once(
  () => new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' }),
);

/** `today 12:04`, `yesterday 23:10`, `3 Nov 2026, 09:15`: in the words of the list, in local time. */
export function savedWhen(at: number, now: number): string {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const time = clock().format(at);
  // A clock that went back leaves saves of days to come.
  if (at >= new Date(now).setHours(24, 0, 0, 0)) return `${day().format(at)}, ${time}`;
  if (at >= midnight) return `today ${time}`;
  if (at >= new Date(midnight - 1).setHours(0, 0, 0, 0)) return `yesterday ${time}`;
  return `${day().format(at)}, ${time}`;
}
