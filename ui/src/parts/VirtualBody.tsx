import { createContext, useContext, type HTMLAttributes } from 'react';

/** The heights that the rows which aren't drawn would take, in pixels. */
export const Undrawn = createContext({ above: 0, below: 0 });

const Space = ({ height }: { height: number }) =>
  height > 0 ? (
    <tr aria-hidden>
      <td style={{ border: 0, height, padding: 0 }} />
    </tr>
  ) : null;

/** The body of a table of which only a window is drawn: the scroll bar is as if all of it were. */
export function VirtualBody({ children, ...rest }: HTMLAttributes<HTMLTableSectionElement>) {
  const { above, below } = useContext(Undrawn);
  return (
    <tbody {...rest}>
      <Space height={above} />
      {children}
      <Space height={below} />
    </tbody>
  );
}
