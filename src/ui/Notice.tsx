import type { ReactNode } from 'react';

interface NoticeProps {
  level: 'info' | 'warn' | 'bad';
  children: ReactNode;
  action?: ReactNode;
}

export function Notice({ level, children, action }: NoticeProps) {
  return (
    <div className={`notice ${level}`} role={level === 'bad' ? 'alert' : undefined}>
      <div className="notice-text">{children}</div>
      {action}
    </div>
  );
}
