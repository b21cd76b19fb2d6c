import { Button, Card, Flex, Form, Radio, Slider, Typography } from 'antd';
import { DaysLeft } from '../../parts';
import { DENSITIES, FONT_SIZE, THEMES, useLook } from '../../theme';
import { words } from './messages';

const WORDS = words.look;
const MARKS = { 13: '13', 15: '15', 18: '18' };

/** How the screen looks on this computer. */
export function LookTab() {
  const { look, change } = useLook();
  return (
    <Flex gap={24} wrap align="flex-start">
      <Form
        layout="horizontal"
        labelCol={{ flex: '72px' }}
        labelAlign="left"
        style={{ flex: '1 1 420px', maxWidth: 560 }}
      >
        <Form.Item label={WORDS.theme}>
          <Radio.Group
            data-testid="settings-theme"
            optionType="button"
            value={look.theme}
            onChange={(event) => change({ theme: event.target.value as typeof look.theme })}
            options={THEMES.map((value) => ({ value, label: WORDS.themes[value] }))}
          />
        </Form.Item>
        <Form.Item label={WORDS.density}>
          <Radio.Group
            data-testid="settings-density"
            optionType="button"
            value={look.density}
            onChange={(event) => change({ density: event.target.value as typeof look.density })}
            options={DENSITIES.map((value) => ({ value, label: WORDS.densities[value] }))}
          />
        </Form.Item>
        <Form.Item label={WORDS.fontSize}>
          <div data-testid="settings-font-size">
            <Slider
              min={FONT_SIZE.least}
              max={FONT_SIZE.most}
              marks={MARKS}
              value={look.fontSize}
              tooltip={{ formatter: (size) => WORDS.fontSizeNow(size ?? look.fontSize) }}
              onChange={(fontSize) => change({ fontSize })}
              ariaLabelForHandle={WORDS.fontSize}
            />
          </div>
        </Form.Item>
        <Flex gap={16} align="center">
          <Button onClick={() => change({ theme: 'light', density: 'middle', fontSize: FONT_SIZE.usual })}>
            {WORDS.usual}
          </Button>
          <Typography.Text type="secondary">{WORDS.note}</Typography.Text>
        </Flex>
      </Form>
      <Card title={WORDS.preview} style={{ flex: '1 1 320px', maxWidth: 480 }}>
        <Typography.Paragraph strong>{WORDS.sampleTitle}</Typography.Paragraph>
        <Typography.Paragraph>{WORDS.sampleText}</Typography.Paragraph>
        <Flex gap={16} wrap>
          <DaysLeft light="green" days={5} deadline="2026-12-01" />
          <DaysLeft light="yellow" days={1} deadline="2026-12-01" />
          <DaysLeft light="red" days={-2} deadline="2026-12-01" />
          <Typography.Link>{WORDS.sampleTown}</Typography.Link>
        </Flex>
      </Card>
    </Flex>
  );
}
