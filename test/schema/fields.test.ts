import { describe, expect, it } from '@jest/globals';
import { getNamedType, isListType, isNonNullType, isObjectType } from 'graphql';
import type { Field } from '../../src/rundb/resource.js';
import { fieldsOf, graph, objectType, shownTypes, type Shown, wireNameOf } from './graph.js';
import { computedFields, leftOut } from './wire-names.js';

/** What a wire field of a kind may be shown as. */
const scalars: Readonly<Record<Field['kind'], readonly string[]>> = {
  integer: ['Int', 'SafeInt', 'Float'],
  number: ['Float', 'Int'],
  text: ['String', 'ID'],
  flag: ['Boolean'],
  day: ['DateTime'],
  instant: ['DateTime'],
  json: ['JSON'],
  one: [],
  many: [],
  embedded: [],
};
const views = ['Acquisition', 'ChefRun', 'PipelineArguments', 'PlanKits', 'ThermalParameters'];
const nodeFields = ['id', 'rundbId', 'server'];

interface Shows {
  readonly path: string;
  readonly scalar: string;
  readonly wires: readonly (string | undefined)[];
  readonly isPlain: boolean;
}

/** What each field of a type, and of the views in it, shows. */
function showsOf(entity: Shown, typeName: string): Shows[] {
  const fields = Object.values(objectType(typeName).getFields());
  return fields
    .filter((field) => !nodeFields.includes(field.name))
    .flatMap((field) => {
      const inner = getNamedType(field.type);
      const computed = computedFields[typeName]?.[field.name];
      const wires = computed ?? [wireNameOf(entity, typeName, field.name)];
      const own = { path: `${typeName}.${field.name}`, scalar: inner.name, wires, isPlain: !computed };
      return [own, ...(views.includes(inner.name) ? showsOf(entity, inner.name) : [])];
    });
}

describe.each(shownTypes)('%s', (entity) => {
  const shows = showsOf(entity, entity);
  const wireFields = fieldsOf(entity);

  it('shows wire fields that its resources declare', () => {
    const unknown = shows.filter(({ wires }) => wires.some((wire) => !wire || !(wire in wireFields)));
    expect(unknown.map(({ path, wires }) => `${path}: ${wires.join()}`)).toEqual([]);
  });

  it('shows each under a fitting scalar', () => {
    const fits = ({ wires: [wire = ''], scalar }: Shows) =>
      scalars[wireFields[wire]?.kind ?? 'one'].includes(scalar);
    expect(shows.filter((field) => field.isPlain && !fits(field)).map(({ path }) => path)).toEqual([]);
  });

  it('leaves no wire field out but those listed', () => {
    const used = new Set(shows.flatMap(({ wires }) => wires));
    const missing = Object.keys(wireFields).filter((wire) => wire !== 'id' && !used.has(wire));
    expect(missing.sort()).toEqual([...(leftOut[entity] ?? [])].sort());
  });

  it('is nullable wherever a request of its own may fail', () => {
    const rows = new Set<string>(shownTypes);
    const strict = Object.values(objectType(entity).getFields()).filter(
      ({ type }) => isNonNullType(type) && rows.has(getNamedType(type).name),
    );
    expect(strict).toEqual([]);
  });
});

describe('the graph', () => {
  it('has nothing that may hold a secret', () => {
    const names = Object.values(graph.getTypeMap()).flatMap((type) =>
      isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
    );
    expect(
      names.filter((name) => /password|api_?key|token|userinput|ftpuser|email|secret/i.test(name)),
    ).toEqual([]);
  });

  it('lets roots and lists be null', () => {
    const roots = Object.values(objectType('Query').getFields()).filter(({ type }) => isNonNullType(type));
    expect(roots.map(({ name }) => name)).toEqual(['nodes', 'servers']);
    for (const { type } of Object.values(objectType('Query').getFields())) {
      if (isListType(type)) throw new Error('A list of the root is a connection');
    }
  });
});
