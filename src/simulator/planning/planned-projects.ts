import type { Caller, Row } from '../api.js';
import type { Store } from '../writing/store.js';
import { crash } from '../values/refusals.js';
import { joinWords } from './plan-name.js';
import { isNothing, textOf, type PlanData } from './plan-question.js';

/** Links a plan to the projects that it names, making those that there are not. */
export function keepProjects(store: Store, plan: Row, data: PlanData, caller: Caller): void {
  const names = projectNames(data);
  if (names === undefined) return;
  const owner = ownerOf(store, data, caller);
  const projects = names.map((name) => findProject(store, name) ?? makeProject(store, name, owner));
  const inOrder = [...new Set(projects)].sort((a, b) => Number(a['id']) - Number(b['id']));
  store.replaceLinks('plannedexperiment', plan, 'projects', inOrder);
}

/** A text is the name of one project, commas and all. Undefined when no project was sent. */
function projectNames(data: PlanData): string[] | undefined {
  const key = ['projects', 'project'].find((name) => !isNothing(data[name]));
  if (key === undefined) return 'projects' in data ? [] : undefined;
  const sent = data[key];
  const names: unknown[] = Array.isArray(sent) ? sent : [textOf(data, key)];
  return names.map(readName).filter((name) => name !== '');
}

function readName(name: unknown): string {
  if (typeof name !== 'string') throw crash();
  return joinWords(name);
}

function findProject(store: Store, name: string): Row | undefined {
  return store.database.table('project').find('name', name)[0];
}

function makeProject(store: Store, name: string, creator: unknown): Row {
  return store.insert('project', { name, creator, public: true });
}

/** Superusers may make projects for the user that the plan names. */
function ownerOf({ database }: Store, data: PlanData, caller: Caller): unknown {
  const named = caller.isSuperuser ? database.table('user').find('username', data['username'])[0] : undefined;
  return named?.['id'] ?? caller.id;
}
