import { expectAccessible } from '../support/accessibility';
import { sendCriminalRecord } from '../support/dossier';
import { hydrated } from '../support/navigation';
import { CASH_OFFICER, signInAs } from '../support/officer';
import { chooseChannel } from '../support/provider';
import { expect, test } from '../support/test';
import { DESK } from '../support/viewport';

test('cash is taken by the cash officer of the desk, with one receipt for both', async ({ newPage, page, signedIn: _ }) => {
  const number = await test.step('a citizen chooses cash', async () => {
    const number = await sendCriminalRecord(page, 1);
    await chooseChannel(page, 'Tiền mặt');
    await expect(page.getByRole('heading', { name: 'Nơi nộp tiền' })).toBeVisible();
    return number;
  });

  const desk = await newPage(DESK);
  await signInAs(desk, CASH_OFFICER, '/can-bo/tien-mat');
  await test.step('the officer finds who waits, takes the cash and prints the receipt', async () => {
    await expectAccessible(desk);
    await desk.getByRole('row').filter({ hasText: number }).getByRole('link').first().click();
    await expect(desk.getByRole('heading', { level: 1, name: `Tiền mặt của hồ sơ ${number}` })).toBeVisible();
    await expectAccessible(desk);
    await hydrated(desk);
    await desk.getByRole('button', { name: 'Ghi nhận', exact: true }).click();
    await expect(desk.getByText('Đã ghi nhận tiền mặt.')).toBeVisible();
    await expect(desk.getByRole('link', { name: 'In biên lai' })).toBeVisible();
    await expectAccessible(desk);
  });

  await test.step('the citizen has the same receipt', async () => {
    await page.goto(`/ho-so/${number}/thanh-toan`);
    await expect(page.getByRole('link', { name: 'In biên lai' })).toBeVisible();
  });
});
