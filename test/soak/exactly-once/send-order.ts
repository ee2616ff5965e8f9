import { ADMIN_KEY } from '../../support/ask.js';
import type { Order } from './orders.js';

const mutation = `mutation ($input: CreatePlanInput!) {
  createPlan(input: $input) {
    created
    plan { rundbId guid name }
    userErrors { code message path }
  }
}`;

/** A plan as a caller was told of it. */
export interface ToldPlan {
  readonly rundbId: number;
  readonly guid: string;
  readonly name: string;
}

export type Outcome =
  | { readonly kind: 'plan'; readonly plan: ToldPlan; readonly created: boolean }
  | { readonly kind: 'refused'; readonly codes: readonly string[]; readonly text: string }
  | { readonly kind: 'error'; readonly code: string; readonly message: string }
  | { readonly kind: 'no answer'; readonly why: string };

/** Sends an order once. The caller leaves when its patience (ms) is at an end. */
export async function sendOrder(url: string, { input }: Order, patience: number): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: ADMIN_KEY },
      body: JSON.stringify({ query: mutation, variables: { input } }),
      signal: AbortSignal.timeout(patience),
    });
    return outcomeOf(await response.json());
  } catch (error) {
    return { kind: 'no answer', why: whyNone(error) };
  }
}

/** Told by names: jest's errors are of other classes than those of `fetch`. */
function whyNone(error: unknown): string {
  const { name, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: string } };
  if (name === 'TimeoutError') return 'the caller left';
  return cause?.code === 'ECONNREFUSED' ? 'the gateway was not there' : 'the gateway died';
}

interface Answer {
  readonly data?: { readonly createPlan: Payload | null } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

interface Payload {
  readonly created: boolean;
  readonly plan: ToldPlan | null;
  readonly userErrors: readonly { readonly code: string }[];
}

function outcomeOf(answer: unknown): Outcome {
  const { data, errors } = answer as Answer;
  const payload = data?.createPlan;
  if (payload?.plan) return { kind: 'plan', plan: payload.plan, created: payload.created };
  if (payload) {
    const codes = payload.userErrors.map(({ code }) => code);
    return { kind: 'refused', codes, text: JSON.stringify(payload) };
  }
  const [error] = errors ?? [];
  const message = error?.message ?? JSON.stringify(answer);
  return { kind: 'error', code: error?.extensions.code ?? 'none', message };
}
