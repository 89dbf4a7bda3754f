// Teams and who is in them.
import { Button, Field, Input } from '@fluentui/react-components';
import { AddRegular, DeleteRegular, PeopleEditRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { AskDialog } from '../../components/AskDialog';
import { Loaded } from '../../components/Loaded';
import { ActionsHead, Table } from '../../components/Table';
import { useSend, useSet, type AdminRow } from '../../data/admin';
import { formatted } from '../../data/odata';
import { fieldLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import { CheckList } from './CheckList';
import { DeleteDialog } from './DeleteDialog';
import { UnitField, useUnits } from './UnitField';

type Asked = { kind: 'new' } | { kind: 'members' | 'delete'; team: AdminRow };

export function TeamsSection() {
  const { t, number, language } = useText();
  const teams = useSet('teams', { $orderby: 'name asc' });
  const memberships = useSet('teammemberships', { $select: '_teamid_value,_systemuserid_value', $top: 5000 });
  const [asked, setAsked] = useState<Asked | null>(null);
  const label = (column: string) => fieldLabel('team', column, language) ?? column;
  const membersOf = (id: string) =>
    (memberships.data ?? [])
      .filter((one) => one._teamid_value === id)
      .map((one) => String(one._systemuserid_value));
  const close = () => setAsked(null);
  return (
    <section className="ll-card ll-stack" aria-label={t('admin.teams')}>
      <div className="ll-actions">
        <Button appearance="primary" icon={<AddRegular />} onClick={() => setAsked({ kind: 'new' })}>
          {t('admin.new_team')}
        </Button>
      </div>
      <Loaded query={teams} none={t('admin.no_teams')}>
        {(rows) => (
          <Table label={t('admin.teams')}>
            <thead>
              <tr>
                <th scope="col">{label('name')}</th>
                <th scope="col">{label('businessunitid')}</th>
                <th scope="col" className="ll-right">
                  {t('admin.members')}
                </th>
                <ActionsHead />
              </tr>
            </thead>
            <tbody>
              {rows.map((team) => {
                const name = String(team.name);
                return (
                  <tr key={String(team.teamid)}>
                    <td>{name}</td>
                    <td>{formatted(team, '_businessunitid_value') ?? ''}</td>
                    <td className="ll-right">{number(membersOf(String(team.teamid)).length)}</td>
                    <td className="ll-right">
                      <Button
                        appearance="subtle"
                        icon={<PeopleEditRegular />}
                        aria-label={t('admin.members_of', { name })}
                        onClick={() => setAsked({ kind: 'members', team })}
                      />
                      <Button
                        appearance="subtle"
                        icon={<DeleteRegular />}
                        aria-label={t('admin.delete', { name })}
                        onClick={() => setAsked({ kind: 'delete', team })}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </Table>
        )}
      </Loaded>
      {asked?.kind === 'new' && <NewTeam onClose={close} />}
      {asked?.kind === 'members' && memberships.data && (
        <Members team={asked.team} held={membersOf(String(asked.team.teamid))} onClose={close} />
      )}
      {asked?.kind === 'delete' && (
        <DeleteDialog
          name={String(asked.team.name)}
          path={`teams(${String(asked.team.teamid)})`}
          onClose={close}
        />
      )}
    </section>
  );
}

function NewTeam({ onClose }: { onClose: () => void }) {
  const { t, language } = useText();
  const units = useUnits();
  const send = useSend();
  const [name, setName] = useState('');
  const [chosen, setUnit] = useState('');
  const unit = chosen || units.top;
  return (
    <AskDialog
      title={t('admin.new_team')}
      action={t('admin.make')}
      ready={name.trim() !== '' && unit !== ''}
      onClose={onClose}
      onDo={() =>
        send.mutateAsync({
          create: 'teams',
          body: { name: name.trim(), 'businessunitid@odata.bind': `/businessunits(${unit})` },
        })
      }
    >
      <Field label={fieldLabel('team', 'name', language)} required>
        <Input value={name} maxLength={160} onChange={(_, { value }) => setName(value)} />
      </Field>
      <UnitField
        label={fieldLabel('team', 'businessunitid', language)}
        value={unit}
        units={units.all}
        onChange={setUnit}
      />
    </AskDialog>
  );
}

function Members({ team, held, onClose }: { team: AdminRow; held: readonly string[]; onClose: () => void }) {
  const { t } = useText();
  const users = useSet('systemusers', { $select: 'systemuserid,fullname', $orderby: 'fullname asc' });
  const send = useSend();
  const [chosen, setChosen] = useState<readonly string[]>(held);
  const [words, setWords] = useState('');
  return (
    <AskDialog
      title={t('admin.members_of', { name: String(team.name) })}
      action={t('list.view_save')}
      onClose={onClose}
      onDo={() =>
        send.mutateAsync({ action: 'SetTeamMembers', body: { TeamId: team.teamid, UserIds: [...chosen] } })
      }
    >
      <Input
        aria-label={t('admin.find_user')}
        placeholder={t('admin.find_user')}
        value={words}
        onChange={(_, { value }) => setWords(value)}
      />
      <div className="ll-members" role="group" aria-label={t('admin.members')}>
        <Loaded query={users}>
          {(rows) => (
            <CheckList
              choices={rows
                .map((one) => ({ id: String(one.systemuserid), name: String(one.fullname) }))
                .filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()))}
              chosen={chosen}
              onChange={setChosen}
            />
          )}
        </Loaded>
      </div>
    </AskDialog>
  );
}
