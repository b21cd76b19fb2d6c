import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { call, commands, keys, type Workbench } from '../../ipc';
import { addDays } from '../../messages';
import { ErrorNote, Figure } from '../../parts';
import { addresses, To } from '../../routing';
import { useSession } from '../../session';
import { FirstRun } from './FirstRun';
import { HeatTable } from './HeatTable';
import { LevelBars } from './LevelBars';
import { words } from './messages';
import { Section } from './Section';
import { Trend } from './Trend';
import { UrgentList } from './UrgentList';
import { WeekStrip } from './WeekStrip';
import styles from './Workbench.module.css';

const { appeals, consultations, cases } = addresses;

function Figures({ bench }: { bench: Workbench }) {
  return (
    <>
      <Section title={words.today} area="today">
        <div className={styles['figures']}>
          <Figure
            label={words.dueToday}
            value={bench.dueToday}
            light="yellow"
            place={appeals.at({ due: bench.today, sort: 'deadline_asc' })}
            data-testid="figure-due-today"
          />
          <Figure
            label={words.overdue}
            value={bench.overdue}
            light="red"
            place={appeals.at({ light: 'red', sort: 'deadline_asc' })}
            data-testid="figure-overdue"
          />
        </div>
      </Section>
      <Section title={words.waiting} area="waiting">
        <div className={styles['figures']}>
          <Figure
            label={words.unjudged}
            value={bench.unjudged}
            place={appeals.at({ unjudged: true, sort: 'received_asc' })}
            data-testid="figure-unjudged"
          />
          <Figure
            label={words.actionsOverdue}
            value={bench.actionsOverdue}
            light="red"
            place={consultations.at({ late: true })}
          />
          <Figure
            label={words.casesOverdue}
            value={bench.casesOverdue}
            light="red"
            place={cases.at({ light: 'red' })}
          />
        </div>
      </Section>
      <Section title={words.fresh} area="fresh">
        <div className={styles['figures']}>
          <Figure
            label={words.newSinceYesterday}
            value={bench.newSinceYesterday}
            place={appeals.at({ from: addDays(bench.today, -1), sort: 'received_desc' })}
          />
          <Figure label={words.openCases} value={bench.openCases} place={cases.at({ live: true })} />
        </div>
      </Section>
    </>
  );
}

function Bench({ bench, head }: { bench: Workbench; head: boolean }) {
  const red = bench.dueAppeals.filter((row) => row.light === 'red');
  return (
    <div className={styles['bench']} data-for={head ? 'head' : 'clerk'}>
      <Figures bench={bench} />
      <Section
        title={head ? words.redList : words.urgent}
        area="urgent"
        note={<To place={appeals.at({ sort: 'deadline_asc' })}>{words.allUrgent}</To>}
      >
        <UrgentList rows={head ? red : bench.dueAppeals} />
      </Section>
      <Section
        title={words.week}
        area="week"
        note={<To place={consultations.at()}>{words.allConsultations}</To>}
      >
        <WeekStrip today={bench.today} rows={bench.consultationsThisWeek} />
      </Section>
      <Section title={words.levels} area="levels" note={words.levelsNote}>
        <LevelBars levels={bench.byLevel} month={bench.today.slice(0, 7)} />
      </Section>
      <Section title={words.trend} area="trend">
        <Trend months={bench.months} />
      </Section>
      <Section title={words.towns} area="towns" note={words.townsNote}>
        <HeatTable towns={bench.towns} />
      </Section>
    </div>
  );
}

/** 工作台: for those who handle, what is to be done now; for the head, how things stand. Every figure is a link. */
export default function WorkbenchPage() {
  const session = useSession();
  const bench = useQuery({ queryKey: keys.workbench, queryFn: () => call(commands.workbench()) });

  if (bench.isPending) return <Skeleton active paragraph={{ rows: 12 }} className={styles['page'] ?? ''} />;
  return (
    <div className={styles['page']} data-testid="page-workbench">
      {bench.error && <ErrorNote error={bench.error} onRetry={() => void bench.refetch()} />}
      {session.appeals === 0 ? (
        <FirstRun />
      ) : (
        bench.data && <Bench bench={bench.data} head={session.role === 'head'} />
      )}
    </div>
  );
}
