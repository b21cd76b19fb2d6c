import { Button } from 'antd';
import { useState } from 'react';
import { terms, type Level, type TownCount } from '../../ipc';
import { count } from '../../messages';
import { EmptyState } from '../../parts';
import { addresses, To } from '../../routing';
import { words } from './messages';
import styles from './Workbench.module.css';

const KINDS = ['small', 'big', 'hard', 'unjudged'] as const;
type Kind = (typeof KINDS)[number];
const TOP = 8;

const name = (kind: Kind): string => (kind === 'unjudged' ? words.notJudged : terms.Level[kind]);
const filter = (kind: Kind): { levels: Level[] } | { unjudged: true } =>
  kind === 'unjudged' ? { unjudged: true } : { levels: [kind] };

/** Towns × levels, the towns with most on top; a cell is the darker the more it holds within its column. */
export function HeatTable({ towns }: { towns: readonly TownCount[] }) {
  const [all, setAll] = useState(false);
  if (towns.length === 0) return <EmptyState title={words.noTowns} />;
  const most = new Map(KINDS.map((kind) => [kind, Math.max(1, ...towns.map((town) => town[kind]))]));
  const ranked = towns.toSorted((a, b) => b.live - a.live);
  const shade = (kind: Kind, n: number) =>
    `color-mix(in srgb, var(--bar) ${Math.round((n / (most.get(kind) ?? 1)) * 55)}%, transparent)`;
  return (
    <>
      <table className={styles['heat']}>
        <thead>
          <tr>
            <th scope="col">{words.town}</th>
            {KINDS.map((kind) => (
              <th key={kind} scope="col">
                {name(kind)}
              </th>
            ))}
            <th scope="col">{words.total}</th>
          </tr>
        </thead>
        <tbody>
          {ranked.slice(0, all ? undefined : TOP).map((town) => (
            <tr key={town.divisionId}>
              <th scope="row">{town.town}</th>
              {KINDS.map((kind) => (
                <td key={kind} style={{ background: shade(kind, town[kind]) }}>
                  {town[kind] > 0 && (
                    <To
                      place={addresses.appeals.at({ division: town.divisionId, live: true, ...filter(kind) })}
                    >
                      {count(town[kind])}
                    </To>
                  )}
                </td>
              ))}
              <td>
                <To place={addresses.appeals.at({ division: town.divisionId, live: true })}>
                  {count(town.live)}
                </To>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {towns.length > TOP && (
        <Button type="link" size="small" onClick={() => setAll(!all)}>
          {all ? words.showTop : words.showAll}
        </Button>
      )}
    </>
  );
}
