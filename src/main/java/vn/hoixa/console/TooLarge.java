package vn.hoixa.console;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartException;

/** More than a form may hold is not even read; the server's own error page would try to, and stay empty. */
@ControllerAdvice
class TooLarge {
    @ExceptionHandler(MultipartException.class)
    @ResponseStatus(HttpStatus.CONTENT_TOO_LARGE)
    String tooLarge() {
        return "error/413";
    }
}
