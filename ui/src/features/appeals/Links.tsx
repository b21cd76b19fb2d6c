import { Flex, Tag, Typography } from 'antd';
import { terms, type Entity, type RecordLink } from '../../ipc';
import { LightTag, When } from '../../parts';
import { addresses, To, type Place } from '../../routing';
import { words } from './messages';

/** Pages of records that have one by now. */
const PLACE: Partial<Record<Entity, (id: string) => Place>> = {
  appeal: (id) => addresses.appeals.at({ open: id }),
  consultation: (id) => addresses.consultations.at({ open: id }),
  case: (id) => addresses.cases.at({ open: id }),
};

/** A record's page; none while its kind has no page yet. */
export const placeOf = (entity: Entity, id: string): Place | null => PLACE[entity]?.(id) ?? null;

const partWord = ({ part, entity }: RecordLink) =>
  part === 'original' || part === 'merged' ? words.life.part[part] : terms.Entity[entity];

function One({ link }: { link: RecordLink }) {
  const place = placeOf(link.entity, link.id);
  const name = `${link.number} ${link.title}`.trim();
  return (
    <li data-testid="linked-record" style={{ padding: '4px 0' }}>
      <Flex gap={8} align="baseline" wrap>
        <Tag>{partWord(link)}</Tag>
        <span style={{ flex: '1 1 180px', minWidth: 0 }}>{place ? <To place={place}>{name}</To> : name}</span>
        <span>{link.state}</span>
        {link.light && <LightTag light={link.light} />}
        {link.light && link.deadline && (
          <Typography.Text type="secondary">
            {words.life.until} <When day={link.deadline} />
          </Typography.Text>
        )}
      </Flex>
    </li>
  );
}

/** The records that an appeal is bound to, with where they stand. */
export function Links({ links }: { links: readonly RecordLink[] }) {
  if (links.length === 0) return null;
  return (
    <section>
      <Typography.Title level={5}>{words.life.links}</Typography.Title>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {links.map((link) => (
          <One key={`${link.entity}-${link.id}`} link={link} />
        ))}
      </ul>
    </section>
  );
}
