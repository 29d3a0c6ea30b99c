package io.haechi.call.pattern;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A way of manipulating somebody over the telephone, and words by which it is recognised.
 *
 * <p>Taken from what the police, the financial supervisor and the studies of recorded calls describe: a false authority, a
 * case that the victim is drawn into, threats, hurry, isolation, and then money or access. An ordinary call has one or two of
 * them (a bank asks for the date of birth, a shop has an offer that ends today): they explain a verdict and never make one.
 * Spaces are ignored, since recognisers put them anywhere.
 */
public enum Manipulation {
    /** The caller says to be police, prosecution or a supervisor. */
    AUTHORITY(
            "수사기관·금융당국 사칭",
            "claims to be police, prosecution or a financial authority",
            "(중앙|지방|남부|서부|동부|북부)?(지검|검찰청|검찰)(의|에|입니다|이고|수사|첨단|금융)?",
            "(담당|첨단|금융|특수|지능)(검사|수사관|수사과|범죄수사|범죄)",
            "수사관(입니다|이고|이라고|인데)",
            "검사(입니다|라고합니다|님(과|하고|께서)통화)",
            "(금융감독원|금감원|금융위원회|금융범죄|사이버수사대|사이버안전국|경제범죄)"),
    /** The victim is said to be part of a crime. */
    CASE(
            "사건 연루 주장",
            "says that you are involved in a crime",
            "대포통장",
            "명의(가)?도용",
            "(사건|범죄|사기단|일당)(에|과|의)?(연루|관련|가담|공범)",
            "(본인|고객님|귀하)?명의로(된|개설|발급)",
            "(자금세탁|불법자금|불법개설|범죄수익)",
            "(검거|압수)(했|하|하는|한|되|현장)"),
    /** Arrest, fines or a ruined credit record are held out. */
    THREAT(
            "처벌·불이익 위협",
            "threatens with arrest or disadvantage",
            "(구속|체포)(영장|수사|될|됩니다|하겠)",
            "(피의자|가해자|공범)(로|신분|전환)",
            "(소환장|출석요구|강제수사|강제소환|공무집행방해)",
            "(법적|형사)(책임|처벌|조치|불이익)",
            "(신용불량|계약위반|금융거래법위반|금융거래위반)"),
    /** No time to think. */
    URGENCY(
            "재촉",
            "leaves no time to think",
            "지금(바로|당장|즉시)",
            "(오늘|금일)(안에|안으로|중으로|까지|내로)(처리|진행|입금|상환|해|하)",
            "(시간이없|서두르|서둘러|최대한빨리)",
            "(즉시|당장)(이체|입금|인출|출금|방문|설치)"),
    /** Nobody else may hear of it, and the call must not end. */
    ISOLATION(
            "고립·비밀 요구",
            "asks for secrecy or to stay on the line",
            "(주변|가족|은행직원|다른사람|제3자|제삼자|누구)(에게|한테|분들께|들에게)?(도)?(절대)?(알리|말하|말씀하|발설|이야기하)(지|시지|면안|시면안)",
            "(기밀|비밀)(유지|누설|사항|수사)",
            "(혼자|조용한)(계|있는|곳|장소|방)(신|으로|에|에서|이)?",
            "(전화|통화)(를)?(절대)?(끊지|끊으시면안|끊으면안|끊지마)",
            "녹취.{0,12}(제3자|제삼자|잡음|목소리)"),
    /** Money is to be moved to where it is "safe", or handed over. */
    SAFE_ACCOUNT(
            "안전계좌·현금 전달 요구",
            "wants money moved to a safe account or handed over",
            "(안전|보호|국가안전|안심)(계좌|금고|예금)",
            "(국고|자산|예금)(환수|보호)(조치|신청|계좌)?",
            "(현금|돈)(을|으로)?(전부|모두|다)?(인출|찾아|출금).{0,20}(전달|건네|맡기|넘겨|만나)",
            "(직원|대리인|수사관|과장)(을|이|에게|한테)?.{0,8}(보내|만나서|전달)",
            "(가상계좌|지정계좌|계좌)(로|에)(전액|전부|모두)?(이체|송금|입금)(하셔야|해주셔야|하시면|부탁)"),
    /** A program is to be installed or a page opened. */
    REMOTE_APP(
            "원격제어·앱 설치 유도",
            "makes you install a program or open a page",
            "(팀뷰어|팀비어|원격(제어|지원|조종|접속)|애니데스크|퀵서포트)",
            "(앱|어플|어플리케이션|애플리케이션|프로그램)(을|를)?.{0,6}(설치|다운|깔)",
            "(링크|주소|url)(를|을)?.{0,6}(클릭|눌러|누르|접속|들어가)",
            "(주소창|인터넷창)(에)?.{0,14}(입력|쳐|치)"),
    /** Money before the loan, or an old debt paid to the caller. */
    UPFRONT(
            "선입금·기존 대출 상환 요구",
            "wants money first: fees, deposits, repayment of an old loan",
            "(기존|기)대출(금)?(을|를)?.{0,10}(상환|갚|완납|정리)",
            "(선입금|선납|선상환|선이자)",
            "(보증금|공탁금|예치금|수수료|인지세|보험료|공증)(을|를|이)?.{0,10}(입금|납부|내셔야|보내|먼저)",
            "(거래실적|신용등급|신용점수|신용도)(을|를|이)?.{0,8}(올리|올려|쌓|상향|높)"),
    /** A loan that is too good. */
    LOAN_OFFER(
            "저금리 대출 제안",
            "offers a loan at a low rate or backed by the state",
            "(대환대출|대환자금|채무통합|통합대환)",
            "(저금리|저이율|정부지원|서민지원|햇살론|국민행복기금).{0,14}(대출|자금|상품|전환|진행|이용|가능)",
            "(무방문|무서류|신용등급(과|에)?상관없이|누구나).{0,12}(대출|진행|접수|가능)"),
    /** Secrets that no caller may ask for. */
    SECRETS(
            "비밀번호·인증번호 요구",
            "asks for passwords, codes or the whole security card",
            "(비밀번호|보안카드|인증번호|승인번호|otp|오티피|일회용비밀번호|계좌번호|카드번호|cvc)(를|을|가|는|도|만|앞|뒤|네자리|여섯자리|전체)*.{0,10}(불러|알려|말씀해|읽어|입력|찍어|적어)");

    private final String korean;
    private final String english;
    private final List<Pattern> patterns;

    Manipulation(String korean, String english, String... patterns) {
        this.korean = korean;
        this.english = english;
        this.patterns = List.of(patterns).stream().map(Pattern::compile).toList();
    }

    /** What it is called for a Korean reader. */
    public String korean() {
        return korean;
    }

    /** The same in English. */
    public String english() {
        return english;
    }

    List<Pattern> patterns() {
        return patterns;
    }
}
