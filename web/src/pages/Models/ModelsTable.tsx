// The models of one table of records, in the order in which they are asked.
//
// Keyboard: buttons move a model up and down; the focus goes with it. Screen reader: the new place is told.
import { Button } from '@fluentui/react-components';
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { ErrorState } from '../../components/States';
import { ActionsHead, Table } from '../../components/Table';
import { priorityChanges, setPriority, useModelChange } from '../../data/models';
import type { ScoringModel } from '../../data/scores';
import { useText } from '../../text/i18n';
import { moved } from '../List/choice';
import { VerdictBadge } from '../Model/VerdictBadge';
import type { ModelWork } from '../Model/useModelWork';
import { damageWords } from './damageWords';
import { ModelMenu } from './ModelMenu';
import { StateBadge } from './StateBadge';

interface ModelsTableProps {
  label: string;
  models: readonly ScoringModel[];
  mayChange: boolean;
  work: ModelWork;
}

type Direction = 'up' | 'down';

export function ModelsTable({ label, models, mayChange, work }: ModelsTableProps) {
  const { t } = useText();
  const place = useRef<HTMLTableSectionElement>(null);
  const [last, setLast] = useState<{ id: string; name: string; direction: Direction } | null>(null);
  const reorder = useModelChange(async (order: readonly ScoringModel[]) => {
    for (const change of priorityChanges(order)) await setPriority(change);
  });
  const order = models.map((one) => one.id).join();
  // A row that is moved in the page loses the focus.
  useEffect(() => {
    if (last)
      place.current?.querySelector<HTMLElement>(`[data-move="${last.direction} ${last.id}"]`)?.focus();
  }, [order, last]);

  const move = (index: number, direction: Direction) => {
    const to = direction === 'up' ? index - 1 : index + 1;
    const model = models[index];
    if (!model || reorder.isPending || to < 0 || to >= models.length) return;
    setLast({ id: model.id, name: model.name, direction });
    reorder.mutate(moved(models, index, to));
  };
  const told = last && models.findIndex((one) => one.id === last.id);
  return (
    <>
      {reorder.error && <ErrorState error={reorder.error} compact />}
      <span className="ll-hidden" role="status">
        {last && told !== null && reorder.isSuccess
          ? t('models.moved', { name: last.name, place: told + 1, count: models.length })
          : ''}
      </span>
      <Table label={label}>
        <thead>
          <tr>
            <th scope="col">{t('modelform.name')}</th>
            <th scope="col">{t('versions.state')}</th>
            <th scope="col" className="ll-right">
              {t('model.version')}
            </th>
            <th scope="col">{t('versions.verdict')}</th>
            <th scope="col" className="ll-right">
              {t('figure.auc')}
            </th>
            <th scope="col" className="ll-right">
              {t('models.matching')}
            </th>
            <th scope="col">{t('models.published_on')}</th>
            {mayChange && <ActionsHead />}
          </tr>
        </thead>
        <tbody ref={place}>
          {models.map((model, index) => (
            <ModelRow key={model.id} model={model}>
              {mayChange && (
                <td className="ll-models-actions">
                  {models.length > 1 && (
                    <>
                      <MoveButton
                        model={model}
                        direction="up"
                        disabled={index === 0}
                        onMove={() => move(index, 'up')}
                      />
                      <MoveButton
                        model={model}
                        direction="down"
                        disabled={index === models.length - 1}
                        onMove={() => move(index, 'down')}
                      />
                    </>
                  )}
                  <ModelMenu model={model} work={work} />
                </td>
              )}
            </ModelRow>
          ))}
        </tbody>
      </Table>
    </>
  );
}

function ModelRow({ model, children }: { model: ScoringModel; children: ReactNode }) {
  const { t, number, dateTime } = useText();
  const { version, auc } = model;
  return (
    <tr>
      <th scope="row" className="ll-models-name">
        <Link to={`/models/${model.id}`}>{model.name}</Link>
      </th>
      <td>
        <StateBadge state={model.state} />
        {model.problem && <div className="ll-models-problem">{t('models.unusable')}</div>}
        {model.damaged && <div className="ll-models-problem">{damageWords(model.damaged, t)}</div>}
      </td>
      <td className="ll-right">{version === null ? '–' : number(version)}</td>
      <td>{model.verdict ? <VerdictBadge verdict={model.verdict} /> : '–'}</td>
      <td className="ll-right">{auc === null ? '–' : number(auc, 3)}</td>
      <td className="ll-right">{model.matching_open === undefined ? '–' : number(model.matching_open)}</td>
      <td>{model.published_on ? dateTime(model.published_on) : '–'}</td>
      {children}
    </tr>
  );
}

interface MoveButtonProps {
  model: ScoringModel;
  direction: Direction;
  disabled: boolean;
  onMove: () => void;
}

function MoveButton({ model, direction, disabled, onMove }: MoveButtonProps) {
  const { t } = useText();
  return (
    <Button
      appearance="subtle"
      icon={direction === 'up' ? <ArrowUpRegular /> : <ArrowDownRegular />}
      aria-label={t(direction === 'up' ? 'columns.up' : 'columns.down', { name: model.name })}
      data-move={`${direction} ${model.id}`}
      disabledFocusable={disabled}
      onClick={() => !disabled && onMove()}
    />
  );
}
