import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { Dice } from '../simulator/dice.js';
import { isBroken } from './letters.js';
import type { Question } from './oracle.js';

/** Writes an operation's text piece by piece; values stand in it, or go beside it as variables. */
export class OperationWriter {
  readonly #variables: Record<string, unknown> = {};
  readonly #declared: string[] = [];
  readonly #fragments: string[] = [];
  #names = 0;

  constructor(private readonly dice: Dice) {}

  /** A name that nothing else of the operation has. */
  newName(letter: string): string {
    this.#names += 1;
    return `${letter}${this.#names}`;
  }

  /** Declares a variable and gives its `$name`. */
  variable(type: string, value: unknown): string {
    const name = this.newName('v');
    this.#declared.push(`$${name}: ${type}`);
    this.#variables[name] = value;
    return `$${name}`;
  }

  /** Adds a fragment and gives what spreads it. */
  fragment(type: string, fields: string): string {
    const name = this.newName('F');
    this.#fragments.push(`fragment ${name} on ${type} {\n${fields}\n}`);
    return `...${name}`;
  }

  /** `(name: value, ...)`, or nothing. */
  arguments(given: readonly (readonly [name: string, type: GraphQLInputType, value: unknown])[]): string {
    if (given.length === 0) return '';
    return `(${given.map(([name, type, value]) => `${name}: ${this.#value(type, value, 0.35)}`).join(', ')})`;
  }

  finish(rootFields: string): Question {
    const declared = this.#declared.length > 0 ? `(${this.#declared.join(', ')})` : '';
    const query = [`query Q${declared} {\n${rootFields}\n}`, ...this.#fragments].join('\n');
    return { query, variables: this.#variables };
  }

  #value(type: GraphQLInputType, value: unknown, chance: number): string {
    if (this.dice.chance(chance) || (typeof value === 'string' && isBroken(value)))
      return this.variable(String(type), value);
    if (value === null) return 'null';
    if (isNonNullType(type)) return this.#value(type.ofType, value, 0);
    if (isListType(type)) {
      const items: readonly unknown[] = Array.isArray(value) ? value : [value];
      return `[${items.map((item) => this.#value(type.ofType, item, 0)).join(', ')}]`;
    }
    if (!isInputObjectType(type)) return isEnumType(type) ? String(value) : JSON.stringify(value);
    const fields = Object.entries(Object(value)).flatMap(([name, part]) => {
      const field = type.getFields()[name];
      return field === undefined ? [] : [`${name}: ${this.#value(field.type, part, 0.06)}`];
    });
    return `{${fields.join(', ')}}`;
  }
}
