// The people who sign in: make, give roles, unlock, disable, new password, tokens.
import {
  Badge,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Select,
} from '@fluentui/react-components';
import { AddRegular, MoreHorizontalRegular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { AskDialog, SecretDialog } from '../../components/AskDialog';
import { Loaded } from '../../components/Loaded';
import { ErrorState } from '../../components/States';
import { useWhatIsKnown } from '../../components/useWhatIsKnown';
import { ActionsHead, Table } from '../../components/Table';
import { useSend, useSet, type AdminRow } from '../../data/admin';
import { formatted } from '../../data/odata';
import { fieldLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import { TokensPanel } from '../Settings/TokensPanel';
import { CheckList } from './CheckList';
import { UnitField, useUnits } from './UnitField';

type Asked = { kind: 'new' } | { kind: 'roles' | 'password' | 'tokens'; user: AdminRow };

export function UsersSection() {
  const { t, number, language } = useText();
  const users = useSet('systemusers', { $orderby: 'fullname asc' });
  const roles = useSet('roles', { $select: 'roleid,name', $orderby: 'name asc' });
  const held = useSet('systemuserrolescollection', {
    $select: '_systemuserid_value,_roleid_value',
    $top: 5000,
  });
  const send = useSend();
  const known = useWhatIsKnown();
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const rolesOf = useMemo(() => {
    const names = new Map((roles.data ?? []).map((one) => [String(one.roleid), String(one.name)]));
    const by = new Map<string, { id: string; name: string }[]>();
    for (const one of held.data ?? []) {
      const id = String(one._roleid_value);
      const list = by.get(String(one._systemuserid_value)) ?? [];
      list.push({ id, name: names.get(id) ?? id });
      by.set(String(one._systemuserid_value), list);
    }
    return by;
  }, [roles.data, held.data]);
  const label = (column: string) => fieldLabel('systemuser', column, language) ?? column;
  const matches = (user: AdminRow) =>
    [user.fullname, user.domainname, user.internalemailaddress].some((one) =>
      String(one ?? '')
        .toLowerCase()
        .includes(words.trim().toLowerCase()),
    );
  const close = () => setAsked(null);

  return (
    <section className="ll-card ll-stack" aria-label={t('admin.users')}>
      <div className="ll-spread">
        <Input
          aria-label={t('admin.find_user')}
          placeholder={t('admin.find_user')}
          value={words}
          onChange={(_, { value }) => setWords(value)}
        />
        <Button appearance="primary" icon={<AddRegular />} onClick={() => setAsked({ kind: 'new' })}>
          {t('admin.new_user')}
        </Button>
      </div>
      {send.error && <ErrorState error={send.error} compact />}
      <Loaded query={users}>
        {(rows) => (
          <>
            <p className="ll-card-text" role="status">
              {t('admin.users_shown', { count: number(rows.filter(matches).length) })}
            </p>
            <Table label={t('admin.users')}>
              <thead>
                <tr>
                  {['fullname', 'domainname', 'internalemailaddress', 'businessunitid'].map((name) => (
                    <th key={name} scope="col">
                      {label(name)}
                    </th>
                  ))}
                  <th scope="col">{t('admin.roles')}</th>
                  <ActionsHead />
                </tr>
              </thead>
              <tbody>
                {rows.filter(matches).map((user) => {
                  const id = String(user.systemuserid);
                  const name = String(user.fullname ?? user.domainname);
                  const disabled = user.isdisabled === true;
                  return (
                    <tr key={id}>
                      <td>
                        {name}{' '}
                        {disabled && (
                          <Badge appearance="tint" color="warning">
                            {label('isdisabled')}
                          </Badge>
                        )}
                      </td>
                      <td>{String(user.domainname ?? '')}</td>
                      <td>{String(user.internalemailaddress ?? '')}</td>
                      <td>{formatted(user, '_businessunitid_value') ?? ''}</td>
                      <td>{(rolesOf.get(id) ?? []).map((one) => one.name).join(', ')}</td>
                      <td className="ll-right">
                        <Menu positioning="below-end">
                          <MenuTrigger disableButtonEnhancement>
                            <Button
                              appearance="subtle"
                              icon={<MoreHorizontalRegular />}
                              aria-label={t('admin.actions_of', { name })}
                            />
                          </MenuTrigger>
                          <MenuPopover>
                            <MenuList>
                              <MenuItem onClick={() => setAsked({ kind: 'roles', user })}>
                                {t('admin.set_roles')}
                              </MenuItem>
                              <MenuItem onClick={() => setAsked({ kind: 'password', user })}>
                                {t('admin.new_password')}
                              </MenuItem>
                              <MenuItem
                                onClick={() => send.mutate({ action: 'UnlockUser', body: { UserId: id } })}
                              >
                                {t('admin.unlock')}
                              </MenuItem>
                              <MenuItem
                                onClick={() =>
                                  send.mutate({
                                    action: disabled ? 'EnableUser' : 'DisableUser',
                                    body: { UserId: id },
                                  })
                                }
                              >
                                {t(disabled ? 'admin.enable' : 'admin.disable')}
                              </MenuItem>
                              <MenuItem onClick={() => setAsked({ kind: 'tokens', user })}>
                                {t('settings.tokens')}
                              </MenuItem>
                              <MenuItem onClick={() => void known.save({ table: 'systemuser', id, name })}>
                                {t('command.known')}
                              </MenuItem>
                            </MenuList>
                          </MenuPopover>
                        </Menu>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </Table>
          </>
        )}
      </Loaded>
      {asked?.kind === 'new' && <NewUser roles={roles.data ?? []} onClose={close} onMade={setSecret} />}
      {asked?.kind === 'roles' && (
        <RolesDialog
          user={asked.user}
          roles={roles.data ?? []}
          held={(rolesOf.get(String(asked.user.systemuserid)) ?? []).map((one) => one.id)}
          onClose={close}
        />
      )}
      {asked?.kind === 'password' && <PasswordDialog user={asked.user} onClose={close} onMade={setSecret} />}
      {asked?.kind === 'tokens' && (
        <Dialog open onOpenChange={(_, { open }) => !open && close()}>
          <DialogSurface>
            <DialogBody>
              <DialogTitle>{String(asked.user.fullname)}</DialogTitle>
              <DialogContent>
                <TokensPanel userId={String(asked.user.systemuserid)} />
              </DialogContent>
              <DialogActions>
                <Button onClick={close}>{t('action.close')}</Button>
              </DialogActions>
            </DialogBody>
          </DialogSurface>
        </Dialog>
      )}
      {secret && (
        <SecretDialog
          title={t('admin.password')}
          text={t('admin.password_once')}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </section>
  );
}

interface NewUserProps {
  roles: readonly AdminRow[];
  onClose: () => void;
  onMade: (password: string) => void;
}

function NewUser({ roles, onClose, onMade }: NewUserProps) {
  const { t, language } = useText();
  const units = useUnits();
  const send = useSend<{ UserId: string; Password: string }>();
  const [name, setName] = useState('');
  const [fullName, setFullName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState('Salesperson');
  const [chosen, setUnit] = useState('');
  const unit = chosen || units.top;
  const label = (column: string) => fieldLabel('systemuser', column, language) ?? column;
  return (
    <AskDialog
      title={t('admin.new_user')}
      action={t('admin.make')}
      ready={name.trim() !== '' && fullName.trim() !== ''}
      onClose={onClose}
      onDo={async () => {
        const { Password } = await send.mutateAsync({
          action: 'CreateUser',
          body: {
            Name: name.trim(),
            FullName: fullName.trim(),
            ...(email.trim() ? { Email: email.trim() } : {}),
            Role: role,
            ...(unit ? { BusinessUnitId: unit } : {}),
          },
        });
        onMade(Password);
      }}
    >
      <Field label={label('domainname')} required>
        <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Field label={label('fullname')} required>
        <Input value={fullName} maxLength={200} onChange={(_, { value }) => setFullName(value)} />
      </Field>
      <Field label={label('internalemailaddress')}>
        <Input type="email" value={email} maxLength={100} onChange={(_, { value }) => setEmail(value)} />
      </Field>
      <Field label={t('admin.role')}>
        <Select value={role} onChange={(_, { value }) => setRole(value)}>
          {roles.map((one) => (
            <option key={String(one.roleid)} value={String(one.name)}>
              {String(one.name)}
            </option>
          ))}
        </Select>
      </Field>
      <UnitField label={label('businessunitid')} value={unit} units={units.all} onChange={setUnit} />
    </AskDialog>
  );
}

interface RolesDialogProps {
  user: AdminRow;
  roles: readonly AdminRow[];
  held: readonly string[];
  onClose: () => void;
}

function RolesDialog({ user, roles, held, onClose }: RolesDialogProps) {
  const { t } = useText();
  const send = useSend();
  const [chosen, setChosen] = useState<readonly string[]>(held);
  return (
    <AskDialog
      title={t('admin.roles_of', { name: String(user.fullname) })}
      action={t('list.view_save')}
      onClose={onClose}
      onDo={() =>
        send.mutateAsync({
          action: 'SetUserRoles',
          body: { UserId: user.systemuserid, RoleIds: [...chosen] },
        })
      }
    >
      <div>
        <CheckList
          choices={roles.map((one) => ({ id: String(one.roleid), name: String(one.name) }))}
          chosen={chosen}
          onChange={setChosen}
        />
      </div>
    </AskDialog>
  );
}

interface PasswordDialogProps {
  user: AdminRow;
  onClose: () => void;
  onMade: (password: string) => void;
}

function PasswordDialog({ user, onClose, onMade }: PasswordDialogProps) {
  const { t } = useText();
  const send = useSend<{ Password: string }>();
  return (
    <AskDialog
      title={t('admin.new_password')}
      action={t('admin.make')}
      onClose={onClose}
      onDo={async () => {
        const { Password } = await send.mutateAsync({
          action: 'SetPassword',
          body: { UserId: user.systemuserid },
        });
        onMade(Password);
      }}
    >
      <p>{t('admin.new_password_text', { name: String(user.fullname) })}</p>
    </AskDialog>
  );
}
