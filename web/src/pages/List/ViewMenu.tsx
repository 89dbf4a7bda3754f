// The views of a list, and what can be done with the one shown.
//
// Purpose: from view to view in two keys; keep what was changed. Keyboard and screen reader: a menu of radio items in groups.
import { Button } from '@fluentui/react-components';
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
import { MenuButton, type MenuChoice, type MenuGroup } from '../../components/MenuButton/MenuButton';
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
  const choice = (id: string, name: string): MenuChoice => ({
    text: name,
    checked: id === state.view,
    onClick: () => onChange(switched(state, id)),
  });
  const named = (shared: boolean) =>
    views
      .filter((one) => one.shared === shared)
      .map((one) => choice(one.id, one.isDefault ? t('list.view_default', { name: one.name }) : one.name));
  const groups: MenuGroup[] = [
    {
      title: t('list.views_built_in'),
      choices: builtInViews(table).map((one) => choice(one, viewName(one, undefined, table, text))),
    },
    { title: t('list.views_own'), choices: named(false) },
    { title: t('list.views_shared'), choices: named(true) },
  ];
  const own = (): MenuChoice[] => {
    const saveAs = {
      text: t('list.view_save_as'),
      icon: <SaveCopyRegular />,
      onClick: () => setAsked('save_as'),
    };
    if (!maySave) return [saveAs];
    const save = {
      text: t('list.view_save'),
      icon: <SaveRegular />,
      onClick: () =>
        actions.change.mutate(
          { view: saved, definition: toDefinition(table, view, state) },
          { onSuccess: () => onChange(switched(state, saved.id)), onError },
        ),
    };
    return [
      ...(changed ? [save] : []),
      saveAs,
      { text: t('list.view_rename'), icon: <RenameRegular />, onClick: () => setAsked('rename') },
      {
        text: t(saved.isDefault ? 'list.view_not_default' : 'list.view_set_default'),
        icon: <StarRegular />,
        onClick: () => actions.setDefault.mutate({ views, chosen: saved }, { onError }),
      },
      { text: t('list.view_delete'), icon: <DeleteRegular />, onClick: () => setAsked('delete') },
    ];
  };

  return (
    <>
      <MenuButton
        className="ll-view-menu"
        align="start"
        trigger={
          <Button appearance="subtle" icon={<ChevronDownRegular />} iconPosition="after" size="small">
            {changed ? t('list.view_changed') : t('list.views')}
          </Button>
        }
        entries={() => [...groups.filter((group) => group.choices.length > 0), 'divider', ...own()]}
      />
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
