import { type APIRequestContext, expect } from '@playwright/test';
import { SANDBOX_URL } from './addresses';

interface Fault {
  point: 'create' | 'query' | 'callback' | 'sms';
  fault: string;
  times?: number;
}

/** Schedules a fault of the outside world: whoever comes next meets it. */
export async function order(request: APIRequestContext, fault: Fault): Promise<void> {
  const answer = await request.post(`${SANDBOX_URL}/sandbox/faults`, { data: fault });
  expect(answer.status()).toBe(201);
}

/** From now on everything works. */
export async function repair(request: APIRequestContext): Promise<void> {
  const answer = await request.delete(`${SANDBOX_URL}/sandbox/faults`);
  expect(answer.status()).toBe(204);
}

/** Whether a callback about a payment ever reached the portal. */
export async function callbackArrived(request: APIRequestContext, reference: string): Promise<boolean> {
  const answer = await request.get(`${SANDBOX_URL}/sandbox/national-platform/deliveries.json`);
  const deliveries: { reference: string; status: number | null }[] = await answer.json();
  return deliveries.some(delivery => delivery.reference === reference && delivery.status !== null);
}
