// The views of a list, and what can be done with the one shown.
//
// Purpose: from view to view in two keys; keep what was changed. Keyboard and screen reader: a menu of radio items in groups.
import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import {
  ChevronDownRegular,
  DeleteRegular,
  RenameRegular,
  SaveCopyRegular,
  SaveRegular,
  StarRegular,
} from '@fluentui/react-icons';
import { Suspense, useState } from 'react';
import { later } from '../../components/later';
import { errorText } from '../../components/States';
import { showToast } from '../../components/toasts';
import { builtInViews, isBuiltIn, type Definition } from '../../data/lists/builtIn';
import { isChanged, switched, toDefinition, type ListState } from '../../data/lists/state';
import { pluralInside, type ListTable } from '../../data/lists/tables';
import { useViewActions, type SavedView } from '../../data/lists/views';
import { mayReadModels, useUser } from '../../data/session';
import { useText, type TextTools } from '../../text/i18n';

const ViewDialog = later(async () => (await import('./ViewDialog')).ViewDialog);

/** What a view is called. */
export function viewName(
  view: string,
  saved: SavedView | undefined,
  table: ListTable,
  { t, language }: Pick<TextTools, 't' | 'language'>,
): string {
  if (saved) return saved.name;
  const key = isBuiltIn(table, view) ? view : 'open';
  return t(`list.view_${key}${table.active ? '_active' : ''}`, { plural: pluralInside(table, language) });
}

interface ViewMenuProps {
  table: ListTable;
  views: readonly SavedView[];
  /** The saved view that is shown, if it is one. */
  saved: SavedView | undefined;
  view: Definition;
  state: ListState;
  onChange: (state: ListState) => void;
}

export function ViewMenu({ table, views, saved, view, state, onChange }: ViewMenuProps) {
  const text = useText();
  const { t } = text;
  const user = useUser();
  const actions = useViewActions(table);
  const [asked, setAsked] = useState<'save_as' | 'rename' | 'delete' | null>(null);
  const maySave = saved !== undefined && (!saved.shared || mayReadModels(user));
  const changed = isChanged(state);
  // The menu has closed by then, so a toast has to say it.
  const onError = (error: unknown) => showToast({ text: errorText(error, text), intent: 'failed' });
  const groups = [
    { title: t('list.views_own'), views: views.filter((one) => !one.shared) },
    { title: t('list.views_shared'), views: views.filter((one) => one.shared) },
  ];

  return (
    <>
      <Menu
        checkedValues={{ view: [state.view] }}
        onCheckedValueChange={(_, { checkedItems }) => {
          const next = checkedItems[0];
          if (next) onChange(switched(state, next));
        }}
        positioning="below-start"
      >
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" icon={<ChevronDownRegular />} iconPosition="after" size="small">
            {changed ? t('list.view_changed') : t('list.views')}
          </Button>
        </MenuTrigger>
        <MenuPopover className="ll-view-menu">
          <MenuList>
            <MenuGroup>
              <MenuGroupHeader>{t('list.views_built_in')}</MenuGroupHeader>
              {builtInViews(table).map((one) => (
                <MenuItemRadio key={one} name="view" value={one}>
                  {viewName(one, undefined, table, text)}
                </MenuItemRadio>
              ))}
            </MenuGroup>
            {groups
              .filter((group) => group.views.length > 0)
              .map((group) => (
                <MenuGroup key={group.title}>
                  <MenuGroupHeader>{group.title}</MenuGroupHeader>
                  {group.views.map((one) => (
                    <MenuItemRadio key={one.id} name="view" value={one.id}>
                      {one.isDefault ? t('list.view_default', { name: one.name }) : one.name}
                    </MenuItemRadio>
                  ))}
                </MenuGroup>
              ))}
            <MenuDivider />
            {maySave && changed && (
              <MenuItem
                icon={<SaveRegular />}
                onClick={() =>
                  actions.change.mutate(
                    { view: saved, definition: toDefinition(table, view, state) },
                    { onSuccess: () => onChange(switched(state, saved.id)), onError },
                  )
                }
              >
                {t('list.view_save')}
              </MenuItem>
            )}
            <MenuItem icon={<SaveCopyRegular />} onClick={() => setAsked('save_as')}>
              {t('list.view_save_as')}
            </MenuItem>
            {maySave && (
              <>
                <MenuItem icon={<RenameRegular />} onClick={() => setAsked('rename')}>
                  {t('list.view_rename')}
                </MenuItem>
                <MenuItem
                  icon={<StarRegular />}
                  onClick={() => actions.setDefault.mutate({ views, chosen: saved }, { onError })}
                >
                  {t(saved.isDefault ? 'list.view_not_default' : 'list.view_set_default')}
                </MenuItem>
                <MenuItem icon={<DeleteRegular />} onClick={() => setAsked('delete')}>
                  {t('list.view_delete')}
                </MenuItem>
              </>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      {asked && (
        <Suspense fallback={null}>
          <ViewDialog
            table={table}
            kind={asked}
            saved={saved}
            definition={toDefinition(table, view, state)}
            suggestion={viewName(state.view, saved, table, text)}
            mayShare={mayReadModels(user)}
            onDone={(next) => {
              setAsked(null);
              if (next !== undefined) onChange(switched(state, next));
            }}
          />
        </Suspense>
      )}
    </>
  );
}
