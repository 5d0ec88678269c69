import { Notice } from '../../ui/Notice.tsx';
import { useApp, useOutcrop } from '../context.ts';

/** What went wrong or was done last; stays until dismissed. */
export function Message() {
  const { app } = useOutcrop();
  const message = useApp((a) => a.message);
  if (!message) return null;
  return (
    <div className="message" role={message.level === 'bad' ? undefined : 'status'}>
      <Notice
        level={message.level}
        action={
          <button
            type="button"
            className="button quiet icon"
            aria-label="Dismiss"
            onClick={() => app.setState({ message: null })}
          >
            ✕
          </button>
        }
      >
        {message.text}
      </Notice>
    </div>
  );
}
