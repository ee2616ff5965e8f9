import { listed, nearest, quoted } from '../suggest.js';
import type { Checking } from './checking.js';
import { isMap } from '../json-map.js';

/** Key of a plan's `metaData` that belongs to the gateway. docs/plans.md */
export const ownKey = 'rundbGraphql';

/** Plugins, sample sets, projects and free data. */
export function checkExtras(checking: Checking): void {
  checkPlugins(checking);
  checkSampleSets(checking);
  checkProjectsAreMeant(checking);
  checkMetaData(checking);
}

function checkPlugins({ plan, facts, found }: Checking): void {
  plan.plugins?.forEach(({ name, userInput }, index) => {
    if (!facts.plugins.includes(name)) {
      const message = `The server has no active plugin ${quoted(name)}; it has ${listed(facts.plugins)}.`;
      found.refuse(['plugins', index, 'name'], 'NOT_FOUND', message, nearest(name, facts.plugins));
    }
    if (userInput !== null && userInput !== undefined && !isMap(userInput)) {
      found.refuse(['plugins', index, 'userInput'], 'INVALID', 'The settings of a plugin are an object.');
    }
  });
}

/** rundb passes over names that it does not know, and takes a comma for the end of a name. */
function checkSampleSets({ plan, facts, found }: Checking): void {
  plan.sampleSets?.forEach((name, index) => {
    const path = ['sampleSets', index];
    if (name.includes(',')) {
      found.refuse(path, 'INVALID', 'A sample set with a comma in its name cannot be named in a plan.');
    } else if (!facts.sampleSets.includes(name)) {
      found.refuse(path, 'NOT_FOUND', `The server has no sample set ${quoted(name)}.`);
    }
  });
}

/** A project that there is not is made by the plan; one that is nearly there may be a slip. */
function checkProjectsAreMeant({ plan, facts, found }: Checking): void {
  plan.projects?.forEach((given, index) => {
    const name = projectName(given);
    if (facts.projects.includes(name)) return;
    const near = nearest(name, facts.projects);
    if (near.length === 0) return;
    const message = `There is no project ${quoted(name)}, so it is made; near it are ${listed(near)}.`;
    found.warn(['projects', index], 'NOT_FOUND', message, near);
  });
}

/** rundb joins the words of a project's name. docs/rundb.md, "Creating a plan" */
export function projectName(given: string): string {
  return given.trim().split(/\s+/).join('_');
}

function checkMetaData({ plan: { metaData }, found }: Checking): void {
  if (metaData === null || metaData === undefined) return;
  if (!isMap(metaData)) found.refuse(['metaData'], 'INVALID', 'The data kept with a plan are an object.');
  else if (Object.hasOwn(metaData, ownKey)) {
    found.refuse(['metaData', ownKey], 'INVALID', `The key ${ownKey} is the gateway's own.`);
  }
}
