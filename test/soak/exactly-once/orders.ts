import type { Dice } from '../simulator/dice.js';

/** What a caller wants: a plan under a key of its own, which it sends until it has it. */
export interface Order {
  readonly key: string;
  /** The `input` of `createPlan`; the same each time. */
  readonly input: Readonly<Record<string, unknown>>;
}

const KITS = {
  templating: 'Ion 520/530 Kit-OT2',
  sequencing: 'Ion S5 Sequencing Kit',
  library: 'Ion Xpress Plus Fragment Library Kit',
};
const BARCODES = Array.from({ length: 16 }, (_, index) => `IonXpress_0${String(index + 1).padStart(2, '0')}`);

/** Orders of one lab: with barcodes and without, some of them for projects. */
export function makeOrders(dice: Dice, count: number): Order[] {
  return Array.from({ length: count }, (_, number) => {
    const key = `order-${number}`;
    const projects = dice.chance(0.3) ? { projects: [`project-${dice.below(5)}`] } : {};
    return {
      key,
      input: {
        idempotencyKey: key,
        planName: key,
        chipType: dice.pick(['520', '530']),
        reference: 'hg19',
        kits: KITS,
        samples: dice.chance(0.5) ? { single: { name: `sample-${number}` } } : barcoded(dice, number),
        ...projects,
      },
    };
  });
}

function barcoded(dice: Dice, number: number) {
  const names = new Set([dice.pick(BARCODES), dice.pick(BARCODES), dice.pick(BARCODES)]);
  const samples = [...names].map((barcode, index) => ({
    name: `sample-${number}-${index}`,
    barcodes: [{ barcode, nucleotideType: 'DNA', reference: 'hg19' }],
  }));
  return { barcoded: { barcodeKit: 'IonXpress', samples } };
}
