import { useEffect } from 'react';
import { Notice } from '../../ui/Notice.tsx';
import { useApp, useOutcrop } from '../context.ts';

const SHOWN_MS = 6000;
/** Longer where there is something to decide. */
const SHOWN_WITH_UNDO_MS = 15_000;

/** What was done last, for a while; what went wrong, until it is dismissed or the next change holds. */
export function Message() {
  const { app, actions } = useOutcrop();
  const message = useApp((a) => a.message);
  useEffect(() => {
    if (message?.level !== 'info') return;
    const timer = setTimeout(
      () => app.setState({ message: null }),
      message.undo ? SHOWN_WITH_UNDO_MS : SHOWN_MS,
    );
    return () => clearTimeout(timer);
  }, [message, app]);
  if (!message) return null;
  return (
    <div className="message" role={message.level === 'bad' ? undefined : 'status'}>
      <Notice
        level={message.level}
        action={
          <span className="message-actions">
            {message.undo && (
              <button type="button" className="button" onClick={actions.undo}>
                Undo
              </button>
            )}
            <button
              type="button"
              className="button quiet icon"
              aria-label="Dismiss"
              onClick={() => app.setState({ message: null })}
            >
              ✕
            </button>
          </span>
        }
      >
        {message.text}
      </Notice>
    </div>
  );
}
