// What each role may do: a grid of tables and verbs, each cell a depth.
//
// Keyboard: one stop; arrows move between cells, Enter or Space takes the next depth, Backspace the one before, 0 to 3 a
// depth at once. Screen reader: a grid whose cells say table, verb and depth.
import { Button, Field, Input, Select } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { AskDialog } from '../../components/AskDialog';
import { Loaded } from '../../components/Loaded';
import { SaveRow } from '../../components/SaveRow';
import { Table } from '../../components/Table';
import {
  DEPTHS,
  depthOf,
  nextDepth,
  parsePrivileges,
  useSend,
  useSet,
  VERBS,
  withDepth,
  type AdminRow,
  type Depth,
  type Privileges,
  type Verb,
} from '../../data/admin';
import { tableLabel } from '../../data/schema';
import { useText } from '../../text/i18n';

/** The tables people work on come first. */
const FIRST = [
  'lead',
  'opportunity',
  'account',
  'contact',
  'incident',
  'task',
  'phonecall',
  'appointment',
  'email',
  'annotation',
  'connection',
];

export function RolesSection() {
  const { t } = useText();
  const roles = useSet('roles', { $orderby: 'name asc' });
  const [chosen, setChosen] = useState('');
  const [asked, setAsked] = useState(false);
  return (
    <section className="ll-card ll-stack" aria-label={t('admin.roles')}>
      <Loaded query={roles}>
        {(rows) => {
          const role = rows.find((one) => one.roleid === chosen) ?? rows[0];
          return (
            <>
              <div className="ll-spread">
                <Field label={t('admin.role')} orientation="horizontal">
                  <Select value={String(role?.roleid ?? '')} onChange={(_, { value }) => setChosen(value)}>
                    {rows.map((one) => (
                      <option key={String(one.roleid)} value={String(one.roleid)}>
                        {String(one.name)}
                      </option>
                    ))}
                  </Select>
                </Field>
                <Button icon={<AddRegular />} onClick={() => setAsked(true)}>
                  {t('admin.new_role')}
                </Button>
              </div>
              {role && <RoleGrid key={`${String(role.roleid)} ${String(role.versionnumber)}`} role={role} />}
              {asked && role && <NewRole like={role} onMade={setChosen} onClose={() => setAsked(false)} />}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function RoleGrid({ role }: { role: AdminRow }) {
  const { t, language } = useText();
  const send = useSend();
  const start = useMemo(() => parsePrivileges(role.privileges), [role.privileges]);
  const [privileges, setPrivileges] = useState<Privileges>(start);
  const [at, setAt] = useState({ row: 0, column: 0 });
  const tables = useMemo(() => [...new Set([...FIRST, ...Object.keys(start).sort()])], [start]);
  const nameOf = (table: string) => tableLabel(table, language) ?? table;
  const change = (table: string, verb: Verb, depth: Depth) =>
    setPrivileges((now) => withDepth(now, table, verb, depth));

  const onKeyDown = (event: KeyboardEvent, row: number, column: number) => {
    const move: Record<string, [number, number]> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
    };
    const table = tables[row]!;
    const verb = VERBS[column]!;
    const step = move[event.key];
    if (step) {
      event.preventDefault();
      const next = {
        row: Math.max(0, Math.min(tables.length - 1, row + step[0])),
        column: Math.max(0, Math.min(VERBS.length - 1, column + step[1])),
      };
      setAt(next);
      event.currentTarget
        .closest('table')
        ?.querySelector<HTMLElement>(`[data-cell="${next.row}-${next.column}"]`)
        ?.focus();
    } else if (event.key === 'Backspace') {
      event.preventDefault();
      change(table, verb, nextDepth(depthOf(privileges, table, verb), -1));
    } else if (/^[0-3]$/.test(event.key)) {
      change(table, verb, DEPTHS[Number(event.key)]!);
    }
  };
  return (
    <>
      <p className="ll-card-text">{t('admin.roles_text')}</p>
      <Table label={String(role.name)} className="ll-roles" role="grid">
        <thead>
          <tr>
            <th scope="col">{t('admin.table')}</th>
            {VERBS.map((verb) => (
              <th key={verb} scope="col" className="ll-role-verb">
                {t(`admin.verb_${verb}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tables.map((table, row) => (
            <tr key={table}>
              <th scope="row">{nameOf(table)}</th>
              {VERBS.map((verb, column) => {
                const depth = depthOf(privileges, table, verb);
                const text = t(`admin.depth_${depth}`);
                return (
                  <td key={verb} role="gridcell" className="ll-role-cell">
                    <button
                      type="button"
                      data-cell={`${row}-${column}`}
                      className={`ll-depth ll-depth-${depth}`}
                      tabIndex={at.row === row && at.column === column ? 0 : -1}
                      aria-label={t('admin.cell', {
                        table: nameOf(table),
                        verb: t(`admin.verb_${verb}`),
                        depth: text,
                      })}
                      onFocus={() => setAt({ row, column })}
                      onClick={() => change(table, verb, nextDepth(depth))}
                      onKeyDown={(event) => onKeyDown(event, row, column)}
                    >
                      <DepthPie depth={depth} />
                      {text}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
      <SaveRow
        ready={privileges !== start}
        busy={send.isPending}
        saved={send.isSuccess}
        error={send.error}
        onSave={() =>
          send.mutate({
            change: `roles(${String(role.roleid)})`,
            body: { privileges: JSON.stringify(privileges) },
          })
        }
      />
    </>
  );
}

/** A circle that is empty, a quarter, half or whole. */
function DepthPie({ depth }: { depth: Depth }) {
  const share = [0, 0.25, 0.5, 1][DEPTHS.indexOf(depth)]!;
  const around = 2 * Math.PI * 3;
  return (
    <svg viewBox="0 0 14 14" className="ll-depth-pie" aria-hidden>
      <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" />
      <circle
        cx="7"
        cy="7"
        r="3"
        fill="none"
        stroke="currentColor"
        strokeWidth="6"
        strokeDasharray={`${share * around} ${around}`}
        transform="rotate(-90 7 7)"
      />
    </svg>
  );
}

interface NewRoleProps {
  /** The role whose rights it begins with. */
  like: AdminRow;
  onMade: (id: string) => void;
  onClose: () => void;
}

function NewRole({ like, onMade, onClose }: NewRoleProps) {
  const { t } = useText();
  const send = useSend<{ roleid: string }>();
  const [name, setName] = useState('');
  return (
    <AskDialog
      title={t('admin.new_role')}
      action={t('admin.make')}
      ready={name.trim() !== ''}
      onClose={onClose}
      onDo={async () => {
        const { roleid } = await send.mutateAsync({
          create: 'roles',
          body: { name: name.trim(), privileges: like.privileges },
        });
        onMade(roleid);
      }}
    >
      <Field label={t('admin.role_name')} required hint={t('admin.role_like', { name: String(like.name) })}>
        <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
      </Field>
    </AskDialog>
  );
}
