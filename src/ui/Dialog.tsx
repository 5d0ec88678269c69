import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

interface DialogProps {
  title: string;
  onClose(): void;
  children: ReactNode;
  foot?: ReactNode;
  /** For lists in several columns. */
  wide?: boolean;
}

const FIRST = ['select', 'input', 'button', 'textarea']
  .flatMap((tag) => ['.dialog-body', '.dialog-foot'].map((part) => `${part} ${tag}:enabled`))
  .join(',');

/** A modal dialog; the browser keeps the focus inside and closes it on Esc. */
export function Dialog({ title, onClose, children, foot, wide = false }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const element = box.current;
    if (element && !element.open) {
      element.showModal();
      // What the dialog is for comes first, not the way out of it, which Esc is.
      const first = element.querySelector<HTMLElement>(FIRST);
      if (document.activeElement === close.current) first?.focus();
    }
    // Before it leaves the page: the browser then gives the focus back to where it was.
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={box}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={heading}
      onClose={() => {
        if (box.current?.isConnected && !box.current.open) onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button
          ref={close}
          type="button"
          className="button quiet icon"
          aria-label="Close"
          onClick={() => box.current?.close()}
        >
          ✕
        </button>
      </div>
      <div className="dialog-body">{children}</div>
      {foot && <div className="dialog-foot">{foot}</div>}
    </dialog>
  );
}
