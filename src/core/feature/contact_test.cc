#include "core/feature/contact.h"

#include <gtest/gtest.h>

namespace leadlight::feature {
namespace {

TEST(MailClassTest, SortsDomains) {
  EXPECT_EQ(mail_class("ann@contoso.com"), MailClass::Business);
  EXPECT_EQ(mail_class("ann@GMAIL.com"), MailClass::Free);
  EXPECT_EQ(mail_class("x@mailinator.com"), MailClass::Disposable);
  EXPECT_EQ(mail_class(""), MailClass::Missing);
  for (const auto* text : {"ann", "@x.com", "ann@", "ann@x", "a b@c d.com", "ann@x.com, bob@y.com"}) {
    EXPECT_EQ(mail_class(text), MailClass::Invalid) << text;
  }
}

TEST(PlausibleName, IsFairToAllScripts) {
  for (const auto* name : {"Ann", "O", "José", "O’Neill", "Jean-Luc", "李", "สมชาย", "Мария", "عبد الله",
                           "van der Berg", "St. John", "Nguyễn", "ひろし"}) {
    EXPECT_TRUE(is_plausible_name(name)) << name;
  }
}

TEST(PlausibleName, SeesThroughKeyboardMashing) {
  for (const auto* name : {"", "123", "test", "Asdf", "aaaaa", "x1y2", "a@b.com", "!!!", "\xff\xfe"}) {
    EXPECT_FALSE(is_plausible_name(name)) << name;
  }
}

TEST(PhoneNumber, NeedsSevenDigits) {
  EXPECT_TRUE(is_phone_number("+31 (0)20 123-4567"));
  EXPECT_FALSE(is_phone_number("12345"));
  EXPECT_FALSE(is_phone_number("call me at 1234567"));
}

}  // namespace
}  // namespace leadlight::feature
