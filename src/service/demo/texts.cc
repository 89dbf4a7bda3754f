#include "service/demo/texts.h"

#include <fmt/format.h>

#include <array>

namespace leadlight::demo {
namespace {

struct Words {
  std::string_view language;
  std::array<std::string_view, 4> topics;
  Talk lead, opportunity;
  std::array<std::string_view, 3> notes;  ///< {0}: the person, {1}: a day
};

constexpr std::array kWords = {
    Words{"en",
          {"Warehouse sensors", "Route planning", "Cold chain monitoring", "Dock scheduling"},
          {"Your question about Havenlicht",
           "Thank you for your interest. May I call you this week to hear what you have in mind?",
           "Thanks for the quick answer. Could you send us prices for thirty users?", "Introduction call",
           "What do you need, and by when", "Send the offer"},
          {"Our proposal for you", "Here is where we stand. Shall we go through the open points this week?",
           "Thank you. We still have questions about the schedule and the price per user.", "Follow-up on the proposal",
           "Going through the proposal", "Send the contract"},
          {"Spoke with {0}. Call back on {1} about the budget.", "{0} compares us with two others.",
           "{0} asked for a meeting on {1} with their IT."}},
    Words{
        "nl",
        {"Magazijnsensoren", "Routeplanning", "Koelketenbewaking", "Dockplanning"},
        {"Uw vraag over Havenlicht", "Dank voor uw belangstelling. Mag ik u deze week bellen om te horen wat u zoekt?",
         "Dank voor het snelle antwoord. Kunt u ons prijzen voor dertig gebruikers sturen?", "Kennismakingsgesprek",
         "Wat heeft u nodig, en wanneer", "Offerte sturen"},
        {"Ons voorstel voor u", "Dit is hoe we ervoor staan. Zullen we de open punten deze week doornemen?",
         "Dank u. We hebben nog vragen over de planning en de prijs per gebruiker.", "Navraag over het voorstel",
         "Het voorstel doornemen", "Contract sturen"},
        {"Gesproken met {0}. Terugbellen op {1} over het budget.", "{0} vergelijkt ons met twee anderen.",
         "{0} vraagt om een afspraak op {1} met hun IT."}},
    Words{"de",
          {"Lagersensoren", "Tourenplanung", "Kühlkettenüberwachung", "Rampenplanung"},
          {"Ihre Frage zu Havenlicht",
           "Vielen Dank für Ihr Interesse. Darf ich Sie diese Woche anrufen, um mehr zu erfahren?",
           "Danke für die schnelle Antwort. Können Sie uns Preise für dreißig Benutzer schicken?", "Erstes Gespräch",
           "Was Sie brauchen, und bis wann", "Angebot senden"},
          {"Unser Vorschlag für Sie",
           "Hier ist der Stand der Dinge. Wollen wir die offenen Punkte diese Woche durchgehen?",
           "Vielen Dank. Wir haben noch Fragen zum Zeitplan und zum Preis je Benutzer.", "Rückfrage zum Vorschlag",
           "Den Vorschlag durchgehen", "Vertrag senden"},
          {"Mit {0} gesprochen. Am {1} wegen des Budgets zurückrufen.", "{0} vergleicht uns mit zwei anderen.",
           "{0} möchte am {1} einen Termin mit der IT."}},
    Words{"fr",
          {"Capteurs d'entrepôt", "Planification des tournées", "Suivi de la chaîne du froid", "Gestion des quais"},
          {"Votre question sur Havenlicht", "Merci de votre intérêt. Puis-je vous appeler cette semaine ?",
           "Merci pour votre réponse rapide. Pouvez-vous nous envoyer les prix pour trente utilisateurs ?",
           "Premier appel", "Vos besoins et vos délais", "Envoyer l'offre"},
          {"Notre proposition pour vous",
           "Voici où nous en sommes. Voulez-vous revoir les points ouverts cette semaine ?",
           "Merci. Nous avons encore des questions sur le calendrier et le prix par utilisateur.",
           "Suivi de la proposition", "Revue de la proposition", "Envoyer le contrat"},
          {"Parlé avec {0}. Rappeler le {1} pour le budget.", "{0} nous compare à deux autres.",
           "{0} demande un rendez-vous le {1} avec leur informatique."}},
    Words{"zh",
          {"仓库传感器", "路线规划", "冷链监控", "月台调度"},
          {"关于 Havenlicht 的咨询", "感谢您的关注。本周我可以给您打电话了解需求吗？",
           "谢谢您的快速回复。能否发送三十个用户的报价？", "首次通话", "您的需求和时间安排", "发送报价"},
          {"我们为您准备的方案", "目前的进展如下。本周我们一起讨论一下未决事项好吗？",
           "谢谢。关于时间安排和每个用户的价格，我们还有一些问题。", "跟进方案", "讨论方案", "发送合同"},
          {"已与{0}通话。{1}再次致电讨论预算。", "{0}正在与另外两家比较。", "{0}希望{1}与其 IT 部门开会。"}},
    Words{"th",
          {"เซนเซอร์คลังสินค้า", "การวางแผนเส้นทาง", "การติดตามห่วงโซ่ความเย็น", "การจัดตารางท่าเทียบ"},
          {"คำถามของคุณเกี่ยวกับ Havenlicht", "ขอบคุณที่สนใจ สัปดาห์นี้ขอโทรคุยเรื่องความต้องการของคุณได้ไหม",
           "ขอบคุณที่ตอบกลับอย่างรวดเร็ว ช่วยส่งราคาสำหรับผู้ใช้สามสิบคนได้ไหม", "โทรแนะนำตัว", "สิ่งที่คุณต้องการและกำหนดเวลา",
           "ส่งใบเสนอราคา"},
          {"ข้อเสนอของเราสำหรับคุณ", "นี่คือความคืบหน้าล่าสุด สัปดาห์นี้เรามาทบทวนประเด็นที่ยังค้างอยู่กันดีไหม",
           "ขอบคุณ เรายังมีคำถามเรื่องกำหนดเวลาและราคาต่อผู้ใช้", "ติดตามข้อเสนอ", "ทบทวนข้อเสนอร่วมกัน", "ส่งสัญญา"},
          {"คุยกับ {0} แล้ว โทรกลับวันที่ {1} เรื่องงบประมาณ", "{0} กำลังเปรียบเทียบเรากับอีกสองราย", "{0} ขอประชุมวันที่ {1} กับฝ่ายไอที"}},
};

const Words& words(std::string_view language) {
  for (const Words& each : kWords) {
    if (each.language == language) return each;
  }
  return kWords.front();
}

}  // namespace

std::string_view pick_topic(std::string_view language, Random& random) {
  const auto& topics = words(language).topics;
  return topics[random.below(topics.size())];
}
const Talk& talk_of_lead(std::string_view language) {
  return words(language).lead;
}
const Talk& talk_of_opportunity(std::string_view language) {
  return words(language).opportunity;
}

std::string pick_note(std::string_view language, std::string_view name, Date day, Random& random) {
  const auto& notes = words(language).notes;
  return fmt::format(fmt::runtime(notes[random.below(notes.size())]), name, base::to_string(day));
}

std::string_view disqualification_reason(std::int64_t statuscode) {
  switch (statuscode) {
    case 4:
      return "Chose another supplier";
    case 5:
      return "Could not be reached";
    case 6:
      return "No longer interested";
    default:
      return "Project cancelled";
  }
}

}  // namespace leadlight::demo
