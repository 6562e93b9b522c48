import { open } from '../support/navigation';
import { expect, test } from '../support/test';

test('a procedure is found with or without diacritics, however they are composed', async ({ page }) => {
  await open(page, '/');
  for (const typed of ['khai sinh', 'khái sính', 'Khai sinh'.normalize('NFD'), 'KHAI SINH']) {
    await page.getByRole('searchbox', { name: 'Tên thủ tục' }).fill(typed);
    await page.getByRole('button', { name: 'Tìm kiếm' }).click();
    await expect(page).toHaveURL(url => url.searchParams.get('q') === typed);
    await expect(page.getByRole('link', { name: 'Đăng ký khai sinh', exact: true })).toBeVisible();
  }
});

test('the back button leads back to what was searched for before', async ({ page }) => {
  await open(page, '/thu-tuc?q=khai+sinh');
  const search = page.getByRole('searchbox', { name: 'Tên thủ tục' });
  await search.fill('lý lịch tư pháp');
  await page.getByRole('button', { name: 'Tìm kiếm' }).click();
  await expect(page.getByRole('link', { name: /^Cấp Phiếu lý lịch tư pháp cho công dân/ })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('link', { name: 'Đăng ký khai sinh', exact: true })).toBeVisible();
  await expect(search).toHaveValue('khai sinh');
});

test('nothing found says what to try next', async ({ page }) => {
  await page.goto('/thu-tuc?q=zzqqxx');
  await expect(page.getByText('Không tìm thấy thủ tục phù hợp.')).toBeVisible();
});
