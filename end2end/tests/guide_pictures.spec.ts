import { type Page } from '@playwright/test';
import { payAtTheBank } from '../support/bank';
import { newCitizen } from '../support/citizen';
import { CRIMINAL_RECORD, feeFor } from '../support/dossier';
import { GuideCamera, SIZE } from '../support/guide_camera';
import { hydrated, open } from '../support/navigation';
import { downloadReceipt, qrCodeOf } from '../support/receipt';
import { Inbox } from '../support/inbox';
import { expect, test } from '../support/test';

// Parts are found by what they do, not by what they say: the walk is the same in both languages.
const COPIES = { vi: 11, en: 12 };

// The screen is the picture, so that what stays at its lower edge is on it.
test.use({ viewport: SIZE });

for (const language of ['vi', 'en'] as const) {
  test(`the pictures of the guide show the portal as it is, ${language}`, async ({ page }, info) => {
    test.setTimeout(300_000);
    const camera = new GuideCamera(page, language);
    const citizen = newCitizen();
    const phone = Inbox.phone(citizen.phone);
    const copies = COPIES[language];
    const header = page.getByRole('banner');
    const main = page.getByRole('main');
    const to = (address: string) => main.locator(`a[href^="${address}"]`).first();
    const field = (name: string) => main.locator(`[name="${name}"]`);
    const submit = main.locator('form [type="submit"]:visible');

    await test.step('register', async () => {
      await open(page, `/?lang=${language}`);
      const register = header.locator('a[href^="/dang-ky"]');
      await camera.take('home-register', register);
      await camera.take('home-sign-in', header.locator('a[href^="/dang-nhap"]'));
      await register.click();
      await hydrated(page);
      await camera.take('register-kind', to('/dang-ky/cong-dan'));
      await to('/dang-ky/cong-dan').click();
      await hydrated(page);
      await camera.take('register-method', to('/dang-ky/cong-dan/thue-bao-di-dong'));
      await to('/dang-ky/cong-dan/thue-bao-di-dong').click();
      await hydrated(page);
      await field('identity_number').fill('072190000123');
      await field('full_name').fill(citizen.fullName);
      await field('birth_date').fill(citizen.birthDate);
      await field('phone').fill('0973 000 123');
      await field('email').fill(citizen.email);
      await camera.take('register-details', field('full_name'), field('identity_number'), field('birth_date'), field('phone'));
      await field('identity_number').fill(citizen.identityNumber);
      await field('phone').fill(citizen.phone);
      await typeCaptcha(page);
      await field('terms:bool').check();
      await submit.first().click();
      await expect(page).toHaveURL('/dang-ky/ma-otp');
      await hydrated(page);
      await camera.take('register-code', field('code'));
      await field('code').fill(await phone.nextCode());
      await submit.first().click();
      await expect(page).toHaveURL('/dang-ky/mat-khau');
      await hydrated(page);
      await camera.take('register-password', field('password'), field('repeated'));
      await field('password').fill(citizen.password);
      await field('repeated').fill(citizen.password);
      await submit.first().click();
      await expect(page).toHaveURL('/tai-khoan?da-tao=1');
    });

    await test.step('sign in', async () => {
      await header.locator('form [type="submit"]').click();
      await expect(page).toHaveURL('/');
      await header.locator('a[href^="/dang-nhap"]').click();
      await hydrated(page);
      await camera.take('sign-in-provider', to('/dang-nhap/dvc-quoc-gia'));
      await to('/dang-nhap/dvc-quoc-gia').click();
      await hydrated(page);
      await camera.take('sign-in-issuer', to('/dang-nhap/dvc-quoc-gia/tai-khoan'));
      await to('/dang-nhap/dvc-quoc-gia/tai-khoan').click();
      await hydrated(page);
      await field('identity_number').fill('072190000123');
      await field('password').fill(citizen.password);
      await camera.take('sign-in-credentials', field('identity_number'), field('password'));
      await field('identity_number').fill(citizen.identityNumber);
      await typeCaptcha(page);
      await submit.first().click();
      await expect(page).toHaveURL('/dang-nhap/ma-otp');
      await hydrated(page);
      await camera.take('sign-in-code', field('code'));
      await field('code').fill(await phone.nextCode());
      await submit.first().click();
      await expect(page).toHaveURL('/tai-khoan');
    });

    await test.step('file', async () => {
      await open(page, '/');
      const search = page.getByRole('searchbox');
      await search.fill('lý lịch tư pháp');
      await expect(page.locator('.suggestions li').first()).toBeVisible();
      await camera.take('search', search);
      await open(page, `/thu-tuc/${CRIMINAL_RECORD}`);
      await camera.take('procedure', main.locator('.facts').first());
      await camera.take('procedure-file', to('/nop-ho-so/'));
      await to('/nop-ho-so/').click();
      await hydrated(page);
      await main.locator('[name="form.form_number"][value="1"]').check();
      await field('form.purpose').fill('Xin việc làm');
      await field('form.copies').fill(String(copies));
      await field('form.permanent_address').fill('Số 12, đường 30/4, Phường 3, Tây Ninh');
      await field('form.current_address').fill('Số 12, đường 30/4, Phường 3, Tây Ninh');
      const form = main.locator('form.dossier-form');
      await camera.take('dossier-form', form.locator('[type="submit"]').first());
      await form.locator('[type="submit"]').first().click();
      await expect(page).toHaveURL(/\/ho-so\/\d+\?da-luu=1$/);
      await hydrated(page);
      await camera.take('dossier-send', form.locator('[type="submit"]').last());
      await form.locator('[type="submit"]').last().click();
    });

    await test.step('pay', async () => {
      await expect(page).toHaveURL(/\/ho-so\/\d+\/thanh-toan\?da-gui=1$/);
      await hydrated(page);
      await camera.take('pay-order', main.locator('.order-summary'));
      const channels = main.locator('fieldset.channels').filter({ has: page.locator('input[value="vietcombank"]') });
      await main.locator('input[type="radio"][value="vietcombank"]').check();
      await camera.take('pay-channels', channels);
      await submit.first().click();
      await expect(page.locator('.summary .total')).toContainText(feeFor(copies));
      await camera.take('bank', page.locator('form input:not([type="hidden"])').first());
      await payAtTheBank(page, feeFor(copies));
      await expect(page.locator('[data-outcome="succeeded"]')).toBeVisible();
      await camera.take('paid', page.locator('[data-outcome="succeeded"]'));
    });

    await test.step('look up', async () => {
      await open(page, '/');
      const account = header.locator('a[href^="/tai-khoan"]');
      await camera.take('account-link', account);
      await account.click();
      await hydrated(page);
      await camera.take('account-history', to('/tai-khoan?giao-dich=1'));
      await to('/tai-khoan?giao-dich=1').click();
      await hydrated(page);
      const receipt = page.getByRole('dialog').locator('a[href$="/pdf"]');
      await camera.take('history', receipt);
      const file = await downloadReceipt(receipt, info.outputPath('receipt.pdf'));
      await open(page, await qrCodeOf(file));
      await camera.take('receipt-check', main.locator('.facts').first());
    });

    camera.settle();
  });
}

/** In a demonstration the page tells the six characters. */
async function typeCaptcha(page: Page): Promise<void> {
  await page.locator('[name="captcha"]').fill(await page.getByTestId('captcha-demo').innerText());
}
