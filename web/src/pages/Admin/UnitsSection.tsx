// The tree of business units.
import { Button, Field, Input } from '@fluentui/react-components';
import { AddRegular, DeleteRegular, RenameRegular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { AskDialog } from '../../components/AskDialog';
import { Loaded } from '../../components/Loaded';
import { unitTree, useSend, useSet, type AdminRow, type Unit } from '../../data/admin';
import { fieldLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import { DeleteDialog } from './DeleteDialog';

type Asked = { kind: 'add' | 'rename' | 'delete'; unit: Unit };

export function UnitsSection() {
  const { t } = useText();
  const units = useSet('businessunits', { $orderby: 'name asc' });
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <section className="ll-card ll-stack" aria-label={t('admin.units')}>
      <p className="ll-card-text">{t('admin.units_text')}</p>
      <Loaded query={units}>{(rows) => <Tree rows={rows} onAsk={setAsked} />}</Loaded>
      {asked?.kind === 'delete' && (
        <DeleteDialog name={asked.unit.name} path={`businessunits(${asked.unit.id})`} onClose={close} />
      )}
      {asked && asked.kind !== 'delete' && <UnitDialog kind={asked.kind} unit={asked.unit} onClose={close} />}
    </section>
  );
}

function Tree({ rows, onAsk }: { rows: readonly AdminRow[]; onAsk: (asked: Asked) => void }) {
  const top = useMemo(() => unitTree(rows), [rows]);
  return (
    <ul className="ll-units">
      {top.map((unit) => (
        <Branch key={unit.id} unit={unit} onAsk={onAsk} />
      ))}
    </ul>
  );
}

function Branch({ unit, onAsk }: { unit: Unit; onAsk: (asked: Asked) => void }) {
  const { t } = useText();
  const { name, children } = unit;
  return (
    <li>
      <div className="ll-unit">
        <span>{name}</span>
        <Button
          appearance="subtle"
          icon={<AddRegular />}
          aria-label={t('admin.add_unit', { name })}
          onClick={() => onAsk({ kind: 'add', unit })}
        />
        <Button
          appearance="subtle"
          icon={<RenameRegular />}
          aria-label={t('admin.rename', { name })}
          onClick={() => onAsk({ kind: 'rename', unit })}
        />
        {children.length === 0 && (
          <Button
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={t('admin.delete', { name })}
            onClick={() => onAsk({ kind: 'delete', unit })}
          />
        )}
      </div>
      {children.length > 0 && (
        <ul>
          {children.map((child) => (
            <Branch key={child.id} unit={child} onAsk={onAsk} />
          ))}
        </ul>
      )}
    </li>
  );
}

interface UnitDialogProps {
  kind: 'add' | 'rename';
  unit: Unit;
  onClose: () => void;
}

function UnitDialog({ kind, unit, onClose }: UnitDialogProps) {
  const { t, language } = useText();
  const send = useSend();
  const [name, setName] = useState(kind === 'rename' ? unit.name : '');
  const wanted = name.trim();
  return (
    <AskDialog
      title={t(kind === 'add' ? 'admin.add_unit' : 'admin.rename', { name: unit.name })}
      action={t('list.view_save')}
      ready={wanted !== ''}
      onClose={onClose}
      onDo={() =>
        send.mutateAsync(
          kind === 'add'
            ? {
                create: 'businessunits',
                body: { name: wanted, 'parentbusinessunitid@odata.bind': `/businessunits(${unit.id})` },
              }
            : { change: `businessunits(${unit.id})`, body: { name: wanted } },
        )
      }
    >
      <Field label={fieldLabel('businessunit', 'name', language)} required>
        <Input value={name} maxLength={160} onChange={(_, { value }) => setName(value)} />
      </Field>
    </AskDialog>
  );
}
