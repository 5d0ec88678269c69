/** Columns that took no part, each with the reason. */
export function LeftOut({ left }: { left: { column: string; reason: string }[] }) {
  if (left.length === 0) return null;
  return (
    <details className="effects-left">
      <summary>{left.length} left out</summary>
      <ul>
        {left.map(({ column, reason }) => (
          <li key={column}>
            {column}: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
