// Attributes in groups: the record's own, those of related records, and facts of its life.
import { Badge, Select, Switch } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { Fragment, useState } from 'react';
import { Table } from '../../components/Table';
import type { Definition } from '../../data/definition';
import { choiceOf, CHOICES, type Choice, type Factor } from '../../data/factors';
import { tableLabel } from '../../data/schema';
import { useText, type TextTools } from '../../text/i18n';
import { attributeLabel } from '../../text/reasons';
import { useExcludedWords } from '../Model/ColumnPanels';
import { InfluenceWord } from './InfluenceWord';
import './FactorTable.css';

interface FactorTableProps {
  /** Whether there is a version that says what became of each. */
  trained: boolean;
  factors: Factor[];
  attributes: Definition['attributes'];
  onOpen: (attribute: string) => void;
  /** Not given: only to be looked at. */
  onChoose?: (attribute: string, choice: Choice) => void;
  onIgnore?: (attribute: string, on: boolean) => void;
}

interface Group {
  key: string;
  title: string;
  factors: Factor[];
}

/** By group, related ones by their table; in each the strongest first, then by name. */
function groupsOf(factors: Factor[], text: TextTools): Group[] {
  const { t, language } = text;
  const groups = new Map<string, Group>();
  const titleOf = ({ group, table: own }: Factor) =>
    group === 'derived'
      ? t('factors.group_derived')
      : t(`factors.group_${group}`, { table: tableLabel(own, language) ?? own });
  for (const factor of factors) {
    const key = factor.group === 'related' ? factor.table : factor.group;
    const group = groups.get(key) ?? { key, title: titleOf(factor), factors: [] };
    group.factors.push(factor);
    groups.set(key, group);
  }
  const strength = (factor: Factor) => (factor.used ? 1 : 0) + (factor.influence ?? 0);
  for (const group of groups.values())
    group.factors.sort(
      (a, b) =>
        strength(b) - strength(a) ||
        Number(b.usable) - Number(a.usable) ||
        attributeLabel(a, text).localeCompare(attributeLabel(b, text), language),
    );
  return [...groups.values()];
}

export function FactorTable(props: FactorTableProps) {
  const { factors } = props;
  const text = useText();
  const { t, number } = text;
  const [closed, setClosed] = useState<readonly string[]>([]);
  const toggle = (key: string) =>
    setClosed(closed.includes(key) ? closed.filter((one) => one !== key) : [...closed, key]);
  return (
    <Table label={t('factors.title')} className="ll-factors">
      <thead>
        <tr>
          {['attribute', 'influence', 'use', 'ignore_empty'].map((column) => (
            <th key={column} scope="col">
              {t(`factors.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {groupsOf(factors, text).map(({ key, title, factors: own }) => {
        const isOpen = !closed.includes(key);
        return (
          <tbody key={key}>
            <tr className="ll-factors-group">
              <th scope="colgroup" colSpan={4}>
                <button type="button" aria-expanded={isOpen} onClick={() => toggle(key)}>
                  {isOpen ? <ChevronDownRegular aria-hidden /> : <ChevronRightRegular aria-hidden />}
                  {title}
                  <span className="ll-muted">
                    {t('factors.used_of', {
                      used: number(own.filter((one) => one.used).length),
                      usable: number(own.length),
                    })}
                  </span>
                </button>
              </th>
            </tr>
            {isOpen && own.map((factor) => <FactorRow key={factor.attribute} {...props} factor={factor} />)}
          </tbody>
        );
      })}
    </Table>
  );
}

/** What kinds of columns are called; those that people can add have their words there. */
const TYPES: Partial<Record<Factor['type'], string>> = {
  Text: 'admin.type_text',
  Memo: 'admin.type_memo',
  Integer: 'admin.type_integer',
  BigInteger: 'admin.type_integer',
  Double: 'admin.type_double',
  Money: 'admin.type_money',
  Boolean: 'admin.type_boolean',
  DateTime: 'admin.type_datetime',
  DateOnly: 'admin.type_dateonly',
  Lookup: 'factors.type_lookup',
};

interface FactorRowProps extends FactorTableProps {
  factor: Factor;
}

function FactorRow({ factor, trained, attributes, onOpen, onChoose, onIgnore }: FactorRowProps) {
  const text = useText();
  const { t } = text;
  const { attribute, usable } = factor;
  const label = attributeLabel(factor, text);
  return (
    <tr>
      <td>
        <button type="button" className="ll-factors-name" onClick={() => onOpen(attribute)}>
          {label}
        </button>
        <span className="ll-factors-about">
          <code>{attribute}</code> {t(TYPES[factor.type] ?? 'factors.type_choice')}
        </span>
      </td>
      <td>
        <WhatBecame factor={factor} trained={trained} />
      </td>
      <td data-label={t('factors.use')}>
        {usable ? (
          <Select
            size="small"
            aria-label={t('factors.use_of', { attribute: label })}
            value={choiceOf(attributes, attribute)}
            disabled={!onChoose}
            onChange={(_, { value }) => onChoose?.(attribute, value as Choice)}
          >
            {CHOICES.map((choice) => (
              <option key={choice} value={choice}>
                {t(`factors.choice_${choice}`)}
              </option>
            ))}
          </Select>
        ) : (
          <span className="ll-muted">{t('factors.choice_never')}</span>
        )}
      </td>
      <td data-label={t('factors.ignore_empty')}>
        {factor.can_ignore_empty ? (
          <Switch
            aria-label={t('factors.ignore_of', { attribute: label })}
            checked={attributes.ignore_empty.includes(attribute)}
            disabled={!onIgnore}
            onChange={(_, { checked }) => onIgnore?.(attribute, checked)}
          />
        ) : (
          factor.ignore_empty_bar &&
          usable && <span className="ll-muted">{t(`factors.bar_${factor.ignore_empty_bar}`)}</span>
        )}
      </td>
    </tr>
  );
}

/** How much it counts, or why it does not. */
function WhatBecame({ factor, trained }: { factor: Factor; trained: boolean }) {
  const { t } = useText();
  const words = useExcludedWords();
  const { used, why, suspect } = factor;
  const doubtful = suspect !== null && suspect.action === 'check' && used;
  return (
    <>
      {used && <InfluenceWord factor={factor} />}
      {!used && why !== null && <span className="ll-muted">{words(why)}</span>}
      {!used && why === null && !trained && <span className="ll-muted">{t('factors.not_yet')}</span>}
      {doubtful && (
        <Badge appearance="tint" color="warning">
          {t('suspects.check')}
        </Badge>
      )}
      {suspect?.kept && used && (
        <Fragment>
          {' '}
          <Badge appearance="tint" color="danger">
            {t('excluded.suspect')}
          </Badge>
        </Fragment>
      )}
    </>
  );
}
