//! The captcha of the guide: a picture, a way to another picture, and a field.

use super::{field::TextField, form::FormContext};
use crate::{
    api::{Empty, captchas::CreateCaptcha},
    client,
};
use leptos::prelude::*;

/// A captcha as part of a form. A new picture comes after every refusal, because each is good for one try.
#[component]
pub fn CaptchaField() -> impl IntoView {
    let context = expect_context::<FormContext>();
    let wanted = RwSignal::new(0_u32);
    let refusals = context.refusals();
    let captcha = Resource::new(
        move || (refusals.get(), wanted.get()),
        |_| client::call::<CreateCaptcha>(&(), &Empty {}),
    );
    view! {
        <div class="captcha">
            <Transition fallback=|| view! { <div class="captcha-picture skeleton" aria-hidden="true"></div> }>
                {move || captcha.get().map(|answer| match answer {
                    Ok(captcha) => view! {
                        <div class="captcha-picture">
                            <img src=captcha.image alt="Mã xác thực: sáu ký tự trong hình" width="200" height="64" />
                            <input type="hidden" name="captcha_id" value=captcha.id.to_string() />
                            {captcha.demo_answer.map(|answer| view! {
                                <p class="demo-hint">"Bản dùng thử, mã là " <code data-testid="captcha-demo">{answer}</code></p>
                            })}
                        </div>
                    }.into_any(),
                    Err(problem) => view! { <p class="field-error">{problem.title}</p> }.into_any(),
                })}
            </Transition>
            <button type="button" class="button button-quiet" on:click=move |_| wanted.update(|count| *count += 1)>
                "Đổi hình khác"
            </button>
        </div>
        <TextField name="captcha" label="Mã xác thực" hint="Nhập sáu ký tự trong hình, không phân biệt chữ hoa và chữ thường." maxlength=12 once=true />
    }
}
