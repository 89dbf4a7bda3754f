import { describe, expect, it } from 'vitest';
import { closeBody, qualifyBody } from './lifecycle';

describe('qualifyBody', () => {
  it('makes what is wanted and links what is chosen', () => {
    expect(
      qualifyBody({
        leadId: 'L',
        account: 'A',
        contact: true,
        opportunity: { name: 'Deal', estimatedvalue: null },
      }),
    ).toEqual({
      LeadId: 'L',
      CreateAccount: false,
      CreateContact: true,
      CreateOpportunity: true,
      AccountId: 'A',
      Opportunity: { name: 'Deal' },
    });
  });
  it('makes nothing that is not wanted', () => {
    expect(qualifyBody({ leadId: 'L', account: false, contact: false, opportunity: null })).toEqual({
      LeadId: 'L',
      CreateAccount: false,
      CreateContact: false,
      CreateOpportunity: false,
    });
  });
});

describe('closeBody', () => {
  const on = new Date('2026-11-22T12:00:00Z');
  it('carries value, moment and reason', () => {
    expect(closeBody('O', { status: 3, revenue: 1200.5, on, reason: 'Best offer' })).toEqual({
      Status: 3,
      OpportunityClose: {
        'opportunityid@odata.bind': '/opportunities(O)',
        actualrevenue: 1200.5,
        actualend: '2026-11-22T12:00:00.000Z',
        description: 'Best offer',
      },
    });
  });
  it('says nothing of a value that nobody knows, but does say zero', () => {
    expect(closeBody('O', { status: 3, revenue: null, on, reason: '' }).OpportunityClose).not.toHaveProperty(
      'actualrevenue',
    );
    expect(closeBody('O', { status: 5, revenue: 0, on, reason: '' }).OpportunityClose).toHaveProperty(
      'actualrevenue',
      0,
    );
  });
});
