// What a list asks the server for: a view, what the address line changes of it, and who asks.
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useMyTeam } from '../../data/lists/bulk';
import { builtIn, isBuiltIn } from '../../data/lists/builtIn';
import type { Asker } from '../../data/lists/conditions';
import { fromParams, resolve, toOData } from '../../data/lists/state';
import type { ListTable } from '../../data/lists/tables';
import { defaultView, useViews } from '../../data/lists/views';
import { mayReadModels, useUser } from '../../data/session';
import { useListColumns } from './useColumns';

export function useAsked(table: ListTable) {
  const user = useUser();
  const [params] = useSearchParams();
  const { views, pending: viewsPending } = useViews(table);
  // Administrators and managers look after the rows of others, they seldom own any.
  const home = defaultView(views)?.id ?? (mayReadModels(user) ? 'open' : 'mine');
  const state = useMemo(() => fromParams(params, home), [params, home]);
  const saved = views.find((one) => one.id === state.view);
  const view = useMemo(
    () => saved?.definition ?? builtIn(table, isBuiltIn(table, state.view) ? state.view : 'open'),
    [saved, table, state.view],
  );
  const shown = useMemo(() => resolve(view, state), [view, state]);
  const known = useListColumns(table);
  const columns = useMemo(() => shown.columns.flatMap((one) => known.get(one) ?? []), [shown.columns, known]);

  const asksTeam = shown.quick === 'team' || JSON.stringify(shown.filter ?? '').includes('"my_team"');
  const team = useMyTeam(user.id, asksTeam);
  const ready = !(asksTeam && team.isPending) && !(viewsPending && !isBuiltIn(table, state.view));
  const options = useMemo(() => {
    if (!ready) return undefined;
    const asker: Asker = {
      userId: user.id,
      team: team.data ?? [user.id],
      now: new Date(),
      typeOf: (column) => known.get(column)?.type,
    };
    return toOData(table, view, state, asker);
  }, [ready, table, view, state, user.id, team.data, known]);
  return { params, home, views, saved, view, state, shown, known, columns, team, options };
}
